/** One photo, drawn: never a file of the browser's, never in its cache. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { readPicture } from '../../../store';
import { fetchPicture } from '../../../sync';
import { usePhone, useStore } from '../../app/phone';
import { pictures as words } from '../../words';

export function Look({ id, what }: { id: string; what: string }) {
  const { phone } = usePhone();
  const store = useStore();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    const show = async () => {
      const content = (await readPicture(store, id)) ?? (await fetchPicture(phone, id));
      if (content && canvas.current) await draw(canvas.current, content);
      else setMissing(true);
    };
    show().catch(() => setMissing(true));
  }, [id]);
  if (missing) return <p class="govuk-body">{words.notNow}</p>;
  return <canvas ref={canvas} class="ds-picture" role="img" aria-label={words.shown(what)} />;
}

async function draw(canvas: HTMLCanvasElement, content: Uint8Array<ArrayBuffer>): Promise<void> {
  const picture = await createImageBitmap(new Blob([content], { type: 'image/jpeg' }));
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  picture.close();
}
