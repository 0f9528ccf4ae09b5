/** AES-256-GCM: a value in a box that only its key opens, and only in the place it was made for. */
import { randomBytes, textOf, utf8, type Bytes } from './bytes';

export interface Box {
  nonce: Bytes;
  sealed: Bytes;
}

/** `about` says whose box this is: moved to another row it does not open. */
export async function closeBox(key: CryptoKey, about: string, bytes: Bytes): Promise<Box> {
  const nonce = randomBytes(12);
  const how = { name: 'AES-GCM', iv: nonce, additionalData: utf8(about) };
  return { nonce, sealed: new Uint8Array(await crypto.subtle.encrypt(how, key, bytes)) };
}

/** Null for a wrong key, another place, or a box that was tampered with. */
export async function openBox(key: CryptoKey, about: string, box: Box): Promise<Bytes | null> {
  const how = { name: 'AES-GCM', iv: box.nonce, additionalData: utf8(about) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(how, key, box.sealed));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'OperationError') return null;
    throw error;
  }
}

export const closeValue = (key: CryptoKey, about: string, value: unknown): Promise<Box> =>
  closeBox(key, about, utf8(JSON.stringify(value)));

/** Undefined where the box does not open. */
export async function openValue(key: CryptoKey, about: string, box: Box): Promise<unknown> {
  const bytes = await openBox(key, about, box);
  return bytes === null ? undefined : (JSON.parse(textOf(bytes)) as unknown);
}

/** The raw bytes of a key become one that can be used and never read. */
export const boxKey = (raw: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
