/** A photo on the phone: nothing in it but the picture, closed on the disk, sent after its change. */
import { beforeEach, describe, expect, test } from 'vitest';
import {
  addPicture,
  dropPicture,
  picturesHere,
  picturesToSend,
  readOutbox,
  readPicture,
  readPictureBox,
  type PersonStore,
} from '../../pwa/src/store';
import { onlyThePicture } from '../../pwa/src/page/picture/only-the-picture';
import { openPicture } from '../../pwa/src/vault';
import { CASE, family, FEED, OLDER } from './family';
import { aPhone, drained, FakeNetwork, pageOf, pulled, refusing, reopened, type Kit } from './kit';

const about = { case_id: CASE, subject_id: OLDER, what: 'signed_page' } as const;
const content = Uint8Array.from({ length: 5000 }, (_none, index) => index % 251);

let kit: Kit;
beforeEach(async () => {
  kit = await aPhone();
  await pulled(kit, pageOf(FEED, [family()]));
});

async function added(store: PersonStore): Promise<string> {
  const saved = await addPicture(store, about, content);
  if (saved.kind !== 'saved') throw new Error(saved.why);
  return saved.value;
}

const onDisk = (id: string) => readPictureBox(kit.store, id);
const textOf = (bytes: Uint8Array | null) => Buffer.from(bytes ?? []).toString('hex');

describe('a photo that waits', () => {
  test('is a closed box on the disk, and is read again after a restart', async () => {
    const id = await added(kit.store);
    expect(textOf(await onDisk(id))).not.toContain(textOf(content.slice(100, 116)));

    kit = await reopened(kit);

    expect(await readPicture(kit.store, id)).toEqual(content);
  });

  test('is not sent before the server has its change', async () => {
    const id = await added(kit.store);
    expect(await picturesToSend(kit.store)).toEqual([]);

    await drained(kit, new FakeNetwork());

    expect(await picturesToSend(kit.store)).toEqual([id]);
    expect(await readPicture(kit.store, id)).toEqual(content);
  });

  test('stays, and is not sent, where its change was refused', async () => {
    const id = await added(kit.store);

    await drained(kit, refusing());

    expect(await picturesToSend(kit.store)).toEqual([]);
    expect(await readPicture(kit.store, id)).toEqual(content);
  });

  test('is gone when it was dropped', async () => {
    const id = await added(kit.store);

    await dropPicture(kit.store, id);

    expect(await picturesHere(kit.store)).toEqual([]);
    expect(await readPicture(kit.store, id)).toBeNull();
  });

  test('has its key in its change, which opens it for its own record only', async () => {
    const id = await added(kit.store);
    const [row] = (await readOutbox(kit.store)).waiting;
    const { content_key } = row?.change.fields as unknown as { content_key: string };
    const box = (await onDisk(id)) ?? new Uint8Array();

    expect(await openPicture(id, content_key, box)).toEqual(content);
    expect(await openPicture(OLDER, content_key, box)).toBeNull();
  });
});

describe('nothing but the picture', () => {
  const part = (marker: number, ...data: number[]) => [0xff, marker, 0, data.length + 2, ...data];
  const start = [0xff, 0xd8];
  const tables = part(0xdb, 1, 2, 3);
  const jfif = part(0xe0, 4, 5);
  const rest = [...part(0xda, 9), 7, 7, 0xff, 0, 0xff, 0xd9];
  const jpeg = (...parts: number[][]) => new Uint8Array([...start, ...parts.flat(), ...rest]);

  test.each([
    ['EXIF', part(0xe1, 69, 120)],
    ['a profile of colours', part(0xe2, 1)],
    ['a comment', part(0xfe, 65, 66)],
    ['what a program adds', part(0xed, 1)],
  ])('%s is taken out', (_name, more) => {
    expect(onlyThePicture(jpeg(jfif, more, tables))).toEqual(jpeg(jfif, tables));
  });

  test.each([[[]], [[1, 2, 3, 4, 5]], [start], [[...start, 1, 2, 3, 4]], [[...start, ...tables]]])(
    'what is no whole JPEG is none: %j',
    (bytes) => {
      expect(onlyThePicture(new Uint8Array(bytes))).toBeNull();
    },
  );
});
