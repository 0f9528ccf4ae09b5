/** A change sealed on the phone is what the server's libraries open, and only for whom it says. */
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Change, SealedChange } from '../../pwa/src/domain';
import { fromBase64url, type Bytes, type Vault } from '../../pwa/src/vault';
import { stretchHere } from '../../pwa/src/vault/argon2';
import { readLetter } from '../../pwa/src/vault/letters';
import { makeVault } from '../../pwa/src/vault/vault';
import { cheap, DEVICE, NOW, worker } from './kit';

/** A key pair and what pyhpke sealed to it. */
const PUBLIC =
  'BNcwrQF4jqOOGLHFKOll4aXwYbB9RJcGxchupWIIWLo0AQtqQVKmmpcCMQM0_eUHNrFaWl_IKAyl-gVMSmzlJnw';
const PRIVATE =
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgmnAQpmTW68RCmsrpOKKfuymCW5lRyZXRPMefckyn' +
  '3JuhRANCAATXMK0BeI6jjhixxSjpZeGl8GGwfUSXBsXIbqViCFi6NAELakFSppqXAjEDNP3lBzaxWlpfyCgMpfoFTEps5SZ8';

const note = (text: string): Change<'add_note'> => ({
  id: '01959e00-0000-7000-8000-00000000c001',
  device_id: DEVICE,
  number: 1,
  kind: 'add_note',
  schema: 1,
  feed: 'case:1',
  record_id: '01959e00-0000-7000-8000-00000000c002',
  base_version: 0,
  depends_on: [],
  fields: { case_id: '1', text },
  occurred_at: NOW,
  clock: { made_at: NOW, offset_ms: null, trusted: false },
});

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});
const ECDH = { name: 'ECDH', namedCurve: 'P-256' };
const utf8 = (text: string) => new TextEncoder().encode(text);

/** As the server opens one, from the paper. */
async function opened({ id, sealed }: SealedChange): Promise<{ signature: Bytes; json: Bytes }> {
  const pkcs8 = fromBase64url(PRIVATE);
  const recipientKey = await crypto.subtle.importKey('pkcs8', pkcs8, ECDH, true, ['deriveBits']);
  const enc = fromBase64url(sealed.enc);
  const info = utf8('doorstep letterbox 1');
  const recipient = await suite.createRecipientContext({ recipientKey, enc, info });
  const raw = await recipient.export(utf8('change key'), 32);
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
  const { person_id, device_id, kid, nonce, box } = sealed;
  const additionalData = utf8(`doorstep-change-1|${id}|${person_id}|${device_id}|${kid}`);
  const how = { name: 'AES-GCM', iv: fromBase64url(nonce), additionalData };
  const plain = new Uint8Array(await crypto.subtle.decrypt(how, key, fromBase64url(box)));
  return { signature: plain.slice(0, 64), json: new Uint8Array(inflateRawSync(plain.slice(64))) };
}

async function isSigned(vault: Vault, json: Bytes, signature: Bytes): Promise<boolean> {
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const raw = fromBase64url(vault.signing_public_key);
  const key = await crypto.subtle.importKey('raw', raw, curve, false, ['verify']);
  const signed = Buffer.concat([utf8(`doorstep-signed-1|${worker.id}|`), json]);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, signed);
}

async function aVault(): Promise<Vault> {
  const { vault } = await makeVault(worker.id, '40302010', stretchHere, cheap);
  vault.useLetterbox([{ kid: 'k1', public_key: PUBLIC }]);
  return vault;
}

test('the server reads the change, and that this person signed it', async () => {
  const vault = await aVault();

  const sealed = await vault.sealChange(note('A bruise'));

  const { json, signature } = await opened(sealed!);
  expect(JSON.parse(Buffer.from(json).toString())).toEqual(note('A bruise'));
  expect(await isSigned(vault, json, signature)).toBe(true);
  expect(await isSigned(await aVault(), json, signature)).toBe(false);
});

test('nothing of the change is to be read in what is posted', async () => {
  const sealed = await (await aVault()).sealChange(note('A bruise'));

  expect(Object.keys(sealed!.sealed).sort()).toEqual(
    ['box', 'device_id', 'enc', 'kid', 'nonce', 'person_id', 'v'].sort(),
  );
  expect(Buffer.from(fromBase64url(sealed!.sealed.box)).toString('latin1')).not.toContain('bruise');
});

test('one that is given another id, person or device does not open', async () => {
  const sealed = (await (await aVault()).sealChange(note('A bruise')))!;

  await expect(opened({ ...sealed, id: DEVICE })).rejects.toThrow();
  const moved = { ...sealed, sealed: { ...sealed.sealed, person_id: DEVICE } };
  await expect(opened(moved)).rejects.toThrow();
});

test('two changes of an unlock share the encapsulation, never the nonce', async () => {
  const vault = await aVault();

  const [one, other] = [await vault.sealChange(note('A')), await vault.sealChange(note('A'))];

  expect(one?.sealed.enc).toBe(other?.sealed.enc);
  expect(one?.sealed.nonce).not.toBe(other?.sealed.nonce);
});

test('before the server has told its key nothing is sealed', async () => {
  const { vault } = await makeVault(worker.id, '40302010', stretchHere, cheap);

  expect(await vault.sealChange(note('A'))).toBeNull();
});

test('what pyhpke sealed is opened here', async () => {
  const letter = {
    enc: 'BJqskxLodLQ2vo4OdtiMDwgr6ELPWb2aFlK6tm_8otXAKxjpn6c10N8crGU8gxAZ0UBMiPYkg7v62ven25hsgQY',
    box: '_bQWXTfJ1WR64x_d6G8CQtfapK3UR7PT94laBRE',
  };

  expect(await readLetter(fromBase64url(PRIVATE), 'call|1', letter)).toBe('from pyhpke');
});
