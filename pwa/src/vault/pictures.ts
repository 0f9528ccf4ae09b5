/** A picture in a box of its own: the same bytes on the phone, on the way, and at the server until it is whole. */
import { boxKey, closeBox, openBox } from './boxes';
import { fromBase64url, joined, randomBytes, toBase64url, type Bytes } from './bytes';

export interface ClosedPicture {
  /** Goes into the change that announces it, and is kept nowhere else. */
  content_key: string;
  sha256: string;
  box: Bytes;
}

const NONCE = 12;

/** `id` is that of its record: the box opens for no other. */
export async function closePicture(id: string, content: Bytes): Promise<ClosedPicture> {
  const raw = randomBytes(32);
  const { nonce, sealed } = await closeBox(await boxKey(raw), id, content);
  const sha256 = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', content)));
  return { content_key: toBase64url(raw), sha256, box: joined(nonce, sealed) };
}

/** Null for another key, another record, or a box that was tampered with. */
export async function openPicture(
  id: string,
  content_key: string,
  box: Bytes,
): Promise<Bytes | null> {
  const key = await boxKey(fromBase64url(content_key));
  return openBox(key, id, { nonce: box.slice(0, NONCE), sealed: box.slice(NONCE) });
}

const hex = (bytes: Bytes): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
