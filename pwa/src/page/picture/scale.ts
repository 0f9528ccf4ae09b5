/** A photograph as it may be kept: at most 2000 pixels a side, a JPEG, and nothing in it but the picture. */
import { onlyThePicture } from './only-the-picture';

const LONGEST_SIDE = 2000;
const QUALITY = 0.82;

/** Null for a file that is no picture which this browser can read. */
export async function scaled(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture === null) return null;
  const drawn = await drawnAt(picture, Math.min(1, LONGEST_SIDE / longest(picture)));
  picture.close();
  return drawn && onlyThePicture(new Uint8Array(await drawn.arrayBuffer()));
}

const longest = ({ width, height }: ImageBitmap): number => Math.max(width, height);

function drawnAt(picture: ImageBitmap, by: number): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * by));
  canvas.height = Math.max(1, Math.round(picture.height * by));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', QUALITY);
  });
}
