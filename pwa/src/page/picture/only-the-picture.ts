/**
 * A JPEG without the parts that say where, when or with what it was taken. A canvas writes none of them, but some
 * browsers add EXIF of their own; the server takes no picture that holds any.
 */
const JFIF = 0xe0;
const ADOBE = 0xee;
const SCAN = 0xda;

/** Null for what is not a JPEG. */
export function onlyThePicture(jpeg: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  const kept = [jpeg.subarray(0, 2)];
  if (jpeg.length < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 4 <= jpeg.length;) {
    const marker = jpeg[at + 1] ?? 0;
    if (jpeg[at] !== 0xff) return null;
    if (marker === SCAN) return joined([...kept, jpeg.subarray(at)]);
    const end = at + 2 + view.getUint16(at + 2);
    if (isOfThePicture(marker)) kept.push(jpeg.subarray(at, end));
    at = end;
  }
  return null;
}

/** Tables and sizes; of what programs add, only what colours depend on. */
const isOfThePicture = (marker: number): boolean =>
  marker === JFIF || marker === ADOBE || (marker >= 0xc0 && marker < JFIF);

function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  parts.reduce((at, part) => {
    whole.set(part, at);
    return at + part.length;
  }, 0);
  return whole;
}
