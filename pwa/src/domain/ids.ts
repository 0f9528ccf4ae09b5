/** Ids made on the phone: UUIDv7 in order of making, UUIDv5 where two phones must meet on one record. */
import { sha1 } from './sha1';

declare const crypto: { getRandomValues(bytes: Uint8Array): Uint8Array };

let last = 0;

/** Time-ordered; two in one millisecond still ascend, as the time part never repeats. */
export function uuid7(now: number = Date.now()): string {
  last = Math.max(now, last + 1);
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(last / 2 ** (8 * (5 - i))) % 256;
  return textOf(marked(bytes, 7));
}

export function uuid5(namespace: string, name: string): string {
  const text = unescape(encodeURIComponent(name));
  const bytes = [...bytesOf(namespace), ...Array.from(text, (c) => c.charCodeAt(0))];
  return textOf(marked(sha1(Uint8Array.from(bytes)).slice(0, 16), 5));
}

/** Two workers' checks of one child on one visit are one record. */
export const checkIdOf = (visit_id: string, child_id: string): string => uuid5(visit_id, child_id);

const OF_ADDRESSES = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** An e-mail is used once: whoever adds it meets the account that is there. */
export const accountIdOf = (email: string): string =>
  uuid5(OF_ADDRESSES, `mailto:${email.trim().toLowerCase()}`);

function bytesOf(id: string): number[] {
  return (id.replaceAll('-', '').match(/../g) ?? []).map((pair) => parseInt(pair, 16));
}

function marked(bytes: Uint8Array, version: number): Uint8Array {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes;
}

function textOf(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
