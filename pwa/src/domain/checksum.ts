/** The order-free check of a feed: the same sum here and on the server, or the feed is pulled afresh. */

const FIRST = 0x811c9dc5;
const SECOND = 0x01000193 ^ 0x9e3779b9;

export interface Sum {
  count: number;
  checksum: string;
}

/** PROTOCOL 16: FNV-1a 32 of `id|version` from two bases, each summed over the feed. */
export function checksumOf(records: Iterable<{ id: string; version: number }>): Sum {
  let [count, first, second] = [0, 0, 0];
  for (const { id, version } of records) {
    const text = `${id}|${version}`;
    first = (first + fnv1a(text, FIRST)) >>> 0;
    second = (second + fnv1a(text, SECOND)) >>> 0;
    count += 1;
  }
  return { count, checksum: hex(first) + hex(second) };
}

function fnv1a(ascii: string, base: number): number {
  let hash = base;
  for (let i = 0; i < ascii.length; i++) hash = Math.imul(hash ^ ascii.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

const hex = (word: number): string => word.toString(16).padStart(8, '0');
