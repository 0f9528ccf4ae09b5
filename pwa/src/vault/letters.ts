/** HPKE (RFC 9180): sealed to a public key, so that who writes cannot read it back. */
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { fromBase64url, textOf, toBase64url, utf8, type Bytes } from './bytes';

const kem = () => new DhkemP256HkdfSha256();
const suite = () => new CipherSuite({ kem: kem(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

/** What was written while the phone was locked. */
export interface Letter {
  enc: string;
  box: string;
}

const WRITTEN_LOCKED = utf8('doorstep written while locked 1');

/** Writes to one key. What takes time is done before the words are there: a tap waits for one AES-GCM. */
export interface Pen {
  write(about: string, value: unknown): Promise<Letter>;
}

export function takePen(public_key: string): Pen {
  const ready = () => {
    const sender = senderTo(public_key, WRITTEN_LOCKED);
    sender.catch(() => undefined); // told where it is used
    return sender;
  };
  let next = ready();
  return {
    write: async (about, value) => {
      const mine = next;
      next = ready();
      const sender = await mine;
      const box = await sender.seal(utf8(JSON.stringify(value)), utf8(about));
      return {
        enc: toBase64url(new Uint8Array(sender.enc)),
        box: toBase64url(new Uint8Array(box)),
      };
    },
  };
}

export const writeLetter = (public_key: string, about: string, value: unknown): Promise<Letter> =>
  takePen(public_key).write(about, value);

/** Undefined for one that is not to this key, or was tampered with. */
export async function readLetter(
  private_key: Bytes,
  about: string,
  letter: Letter,
): Promise<unknown> {
  try {
    const recipient = await recipientOf(private_key, fromBase64url(letter.enc));
    const opened = await recipient.open(fromBase64url(letter.box), utf8(about));
    return JSON.parse(textOf(opened)) as unknown;
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

export async function senderTo(public_key: string, info: Bytes) {
  const recipientPublicKey = await kem().deserializePublicKey(fromBase64url(public_key));
  return suite().createSenderContext({ recipientPublicKey, info });
}

const ECDH = { name: 'ECDH', namedCurve: 'P-256' };

/** The library reads the public point of a key it is given, so this one is kept only while it is used. */
async function recipientOf(private_key: Bytes, enc: Bytes) {
  const key = await crypto.subtle.importKey('pkcs8', private_key, ECDH, true, ['deriveBits']);
  return suite().createRecipientContext({ recipientKey: key, enc, info: WRITTEN_LOCKED });
}
