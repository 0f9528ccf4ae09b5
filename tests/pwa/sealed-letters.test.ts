/**
 * Between the phone's own sealing and the server's opening. `sync/examples/letters/letters.json` has letters of
 * both sides; tests/backend/letterbox/test_with_the_phone.py opens those of the phone, and asks for fresh ones.
 */
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { readFileSync, writeFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Change, SealedChange } from '../../pwa/src/domain';
import { fromBase64url, type LetterboxKey } from '../../pwa/src/vault';
import { stretchHere } from '../../pwa/src/vault/argon2';
import { makeVault } from '../../pwa/src/vault/vault';
import { cheap } from './kit';

interface Letters {
  signing_key: string;
  letters: SealedChange[];
}

interface Example {
  private_key: string;
  letterbox_key: LetterboxKey;
  person_id: string;
  changes: Change[];
  by_server_libraries: Letters;
  by_phone: Letters;
}

const file = new URL('../../sync/examples/letters/letters.json', import.meta.url);
const example = JSON.parse(readFileSync(file, 'utf8')) as Example;
const into = process.env['DOORSTEP_SEAL_INTO'];

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});
const utf8 = (text: string) => new TextEncoder().encode(text);

async function opened({ id, sealed }: SealedChange) {
  const { person_id, device_id, kid, enc, nonce, box } = sealed;
  const curve = { name: 'ECDH', namedCurve: 'P-256' };
  const raw = fromBase64url(example.private_key);
  const recipientKey = await crypto.subtle.importKey('pkcs8', raw, curve, true, ['deriveBits']);
  const how = { recipientKey, enc: fromBase64url(enc), info: utf8('doorstep letterbox 1') };
  const agreed = await (await suite.createRecipientContext(how)).export(utf8('change key'), 32);
  const key = await crypto.subtle.importKey('raw', agreed, 'AES-GCM', false, ['decrypt']);
  const additionalData = utf8(`doorstep-change-1|${id}|${person_id}|${device_id}|${kid}`);
  const aes = { name: 'AES-GCM', iv: fromBase64url(nonce), additionalData };
  const plain = new Uint8Array(await crypto.subtle.decrypt(aes, key, fromBase64url(box)));
  return { signature: plain.slice(0, 64), json: inflateRawSync(plain.slice(64)) };
}

test('what the server’s libraries sealed and signed is opened and believed here', async () => {
  const { letters, signing_key } = example.by_server_libraries;
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const raw = fromBase64url(signing_key);
  const key = await crypto.subtle.importKey('raw', raw, curve, false, ['verify']);

  for (const [place, letter] of letters.entries()) {
    const { signature, json } = await opened(letter);
    const signed = Buffer.concat([utf8(`doorstep-signed-1|${example.person_id}|`), json]);
    expect(JSON.parse(json.toString())).toEqual(example.changes[place]);
    const ecdsa = { name: 'ECDSA', hash: 'SHA-256' };
    expect(await crypto.subtle.verify(ecdsa, key, signature, signed)).toBe(true);
  }
});

test('what the phone seals is what the example has, but for chance', async () => {
  const { vault } = await makeVault(example.person_id, '40302010', stretchHere, cheap);
  vault.useLetterbox([example.letterbox_key]);

  const letters = await Promise.all(example.changes.map((change) => vault.sealChange(change)));
  const made = { signing_key: vault.signing_public_key, letters };
  if (into) writeFileSync(into, JSON.stringify(made, null, 1));

  const keys = (letter: SealedChange | null | undefined) =>
    Object.keys(letter?.sealed ?? {}).sort();
  expect(letters.map(keys)).toEqual(example.by_phone.letters.map(keys));
  expect(letters.map((one) => one?.id)).toEqual(example.changes.map(({ id }) => id));
});
