/** The locks on the data key: each holds the same key, wrapped by something only the person has. */
import { boxKey, closeBox, openBox, type Box } from './boxes';
import { randomBytes, utf8, type Bytes } from './bytes';

/** What Argon2id is to spend on each try. */
export interface Cost {
  m_kib: number;
  t: number;
  p: number;
}

/** Argon2id, 32 bytes. Given from outside: in the page it runs in a worker of its own. */
export type StretchPin = (pin: string, salt: Bytes, cost: Cost) => Promise<Bytes>;

export interface PinLock extends Cost {
  v: 1;
  salt: Bytes;
  wrapped: Box;
}

/** Opened by a passkey of this phone, through WebAuthn's PRF. */
export interface PasskeyLock {
  credential_id: Bytes;
  salt: Bytes;
  wrapped: Box;
  made_at?: string;
}

const PIN = 'doorstep pin lock 1';
const PASSKEY = 'doorstep passkey lock 1';

export async function lockWithPin(
  data_key: Bytes,
  pin: string,
  stretch: StretchPin,
  cost: Cost,
): Promise<PinLock> {
  const salt = randomBytes(16);
  const key = await wrappingKey(await stretch(normal(pin), salt, cost), salt, PIN);
  return { v: 1, ...cost, salt, wrapped: await closeBox(key, PIN, data_key) };
}

/** Null for a wrong PIN: nothing else is kept to test one against. */
export async function openWithPin(
  lock: PinLock,
  pin: string,
  stretch: StretchPin,
): Promise<Bytes | null> {
  const { m_kib, t, p, salt } = lock;
  const key = await wrappingKey(await stretch(normal(pin), salt, { m_kib, t, p }), salt, PIN);
  return openBox(key, PIN, lock.wrapped);
}

/** `secret` is what the passkey gives for this salt, and for no other. */
export async function lockWithPasskey(
  data_key: Bytes,
  credential_id: Bytes,
  salt: Bytes,
  secret: Bytes,
): Promise<PasskeyLock> {
  const key = await wrappingKey(secret, salt, PASSKEY);
  return { credential_id, salt, wrapped: await closeBox(key, PASSKEY, data_key) };
}

export async function openWithPasskey(lock: PasskeyLock, secret: Bytes): Promise<Bytes | null> {
  return openBox(await wrappingKey(secret, lock.salt, PASSKEY), PASSKEY, lock.wrapped);
}

async function wrappingKey(secret: Bytes, salt: Bytes, info: string): Promise<CryptoKey> {
  const from = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(info) };
  return boxKey(new Uint8Array(await crypto.subtle.deriveBits(how, from, 256)));
}

/** One person's keyboard writes a letter in one piece, another's in two. */
const normal = (pin: string): string => pin.normalize('NFKC');
