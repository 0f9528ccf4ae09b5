/** Changes sealed to the server (PROTOCOL, the letterbox): whoever holds the phone may post, nobody may read. */
import type { Change, SealedChange } from '../domain';
import { boxKey, closeBox } from './boxes';
import { deflated, joined, toBase64url, utf8 } from './bytes';
import { senderTo } from './letters';
import { sign } from './signing';

/** One of the server's public keys. */
export interface LetterboxKey {
  kid: string;
  public_key: string;
}

/** One encapsulation an unlock; after it a change costs one AES-GCM and one signature. */
export interface Letterbox {
  kid: string;
  enc: string;
  key: CryptoKey;
}

const INFO = utf8('doorstep letterbox 1');

export async function openLetterbox({ kid, public_key }: LetterboxKey): Promise<Letterbox> {
  const sender = await senderTo(public_key, INFO);
  const raw = await sender.export(utf8('change key'), 32);
  const enc = toBase64url(new Uint8Array(sender.enc));
  return { kid, enc, key: await boxKey(new Uint8Array(raw)) };
}

export interface Signer {
  person_id: string;
  signing_key: CryptoKey;
}

export async function sealChange(
  { person_id, signing_key }: Signer,
  { kid, enc, key }: Letterbox,
  change: Change,
): Promise<SealedChange> {
  const { id, device_id } = change;
  const json = utf8(JSON.stringify(change));
  const signature = await sign(signing_key, person_id, json);
  const about = `doorstep-change-1|${id}|${person_id}|${device_id}|${kid}`;
  const box = await closeBox(key, about, joined(signature, await deflated(json)));
  const [nonce, text] = [toBase64url(box.nonce), toBase64url(box.sealed)];
  return { id, sealed: { v: 1, kid, person_id, device_id, enc, nonce, box: text } };
}
