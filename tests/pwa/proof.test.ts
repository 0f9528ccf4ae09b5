/** Each request that carries a token carries a proof that this phone made it. */
import { beforeEach, expect, test } from 'vitest';
import { openDevice, type DeviceStore } from '../../pwa/src/store';
import type { Asked, Reply } from '../../pwa/src/sync/network';
import { devicePublicKey, withProof } from '../../pwa/src/sync/proof';

const asked: Asked = {
  method: 'POST',
  path: '/sync?x=1',
  headers: { Authorization: 'Bearer a-token' },
  timeout_ms: 1,
};
const fine: Reply = { kind: 'answer', status: 200, body: {}, retry_after_ms: null };

let device: DeviceStore;
let sent: Asked[];
let replies: Reply[];

beforeEach(() => {
  device = openDevice();
  sent = [];
  replies = [];
});

const network = (request: Asked): Promise<Reply> => {
  sent.push(request);
  return Promise.resolve(replies.shift() ?? fine);
};

const refusal = (code: string, fields = {}): Reply => ({
  kind: 'answer',
  status: 401,
  body: { code, message: '', fields },
  retry_after_ms: null,
});

const bytes = (text: string) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

const partOf = (request: Asked | undefined, n: number): string =>
  request?.headers?.['DPoP']?.split('.')[n] ?? '';

const claimsOf = (request: Asked | undefined): Record<string, unknown> =>
  JSON.parse(new TextDecoder().decode(bytes(partOf(request, 1)))) as Record<string, unknown>;

test('a phone that has made no key sends none', async () => {
  await withProof(device, network)(asked);

  expect(sent).toEqual([asked]);
});

test('the proof is of this request, this token and this moment, by the key of the sign-in', async () => {
  const point = bytes((await devicePublicKey(device)) ?? '');
  await withProof(device, network)(asked);

  const [head, body, signature] = [0, 1, 2].map((n) => partOf(sent[0], n));
  const curve = { name: 'ECDSA', namedCurve: 'P-256' };
  const key = await crypto.subtle.importKey('raw', point, curve, false, ['verify']);
  const signed = new TextEncoder().encode(`${head}.${body}`);
  const hash = { name: 'ECDSA', hash: 'SHA-256' };
  expect(await crypto.subtle.verify(hash, key, bytes(signature ?? ''), signed)).toBe(true);
  const claims = claimsOf(sent[0]);
  expect(claims['htm']).toBe('POST');
  expect(String(claims['htu'])).toMatch(/\/sync$/);
  expect(Math.abs(Number(claims['iat']) - Date.now() / 1000)).toBeLessThan(5);
});

test('the key is made once, and its private half cannot be read', async () => {
  expect(await devicePublicKey(device)).toBe(await devicePublicKey(device));
  const keys = await device.connection.run(
    async (db) => (await db.get('kept', 'device_key')) as CryptoKeyPair,
  );
  expect(keys.privateKey.extractable).toBe(false);
});

test('what carries no token carries no proof, a refresh carries one', async () => {
  await devicePublicKey(device);
  const proven = withProof(device, network);
  await proven({ method: 'POST', path: '/sign-in', body: {}, timeout_ms: 1 });
  await proven({ method: 'POST', path: '/refresh', body: {}, timeout_ms: 1 });

  expect(sent.map((one) => one.headers?.['DPoP'] !== undefined)).toEqual([false, true]);
  expect(claimsOf(sent[1])['ath']).toBeUndefined();
});

test('a wrong clock is put right by what the server says, and the request goes again', async () => {
  await devicePublicKey(device);
  const server = Date.now() + 3_600_000;
  replies = [refusal('proof-clock', { now: new Date(server).toISOString() })];
  const proven = withProof(device, network);

  expect(await proven(asked)).toBe(fine);
  expect(Math.abs(Number(claimsOf(sent[1])['iat']) - server / 1000)).toBeLessThan(5);
  await proven(asked);
  expect(Math.abs(Number(claimsOf(sent[2])['iat']) - server / 1000)).toBeLessThan(5);
  expect(sent).toHaveLength(3);
});

test('a proof that was used is made afresh, once', async () => {
  await devicePublicKey(device);
  replies = [refusal('proof-used'), refusal('proof-used')];

  expect(await withProof(device, network)(asked)).toMatchObject({ status: 401 });
  expect(sent).toHaveLength(2);
  expect(claimsOf(sent[0])['jti']).not.toBe(claimsOf(sent[1])['jti']);
});
