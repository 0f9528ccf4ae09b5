/** What a camera reads from the drawing is the link of the code app. */
import decodeQR from 'qr/decode.js';
import { encodeQR } from 'qr';
import { expect, test } from 'vitest';
import { pathOf } from '../../pwa/src/page/reading/qr-path';

const LINK =
  'otpauth://totp/Doorstep:sal%40example.invalid?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Doorstep';
const SCALE = 4;

/** The dark bars of the path, on white, a few dots for each square. */
function drawn(path: string, size: number): Uint8Array {
  const dots = new Uint8Array((size * SCALE) ** 2 * 4).fill(255);
  for (const [, x, y, w] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let down = 0; down < SCALE; down++) {
      const dot = (Number(y) * SCALE + down) * size * SCALE + Number(x) * SCALE;
      for (let at = dot; at < dot + Number(w) * SCALE; at++) dots.fill(0, at * 4, at * 4 + 3);
    }
  }
  return dots;
}

test('the drawing says what was drawn', () => {
  const rows = encodeQR(LINK, 'raw', { border: 4 });
  const side = rows.length * SCALE;

  const read = decodeQR({ width: side, height: side, data: drawn(pathOf(rows), rows.length) });

  expect(read).toBe(LINK);
});
