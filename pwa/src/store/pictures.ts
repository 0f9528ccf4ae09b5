/** Pictures that have not been sent. On the disk they are closed boxes; what opens one is in its change. */
import { uuid7, type ChangeFields, timeNow } from '../domain';
import { closePicture, openPicture, type Bytes } from '../vault';
import { makeChange } from './outbox';
import { read, type PersonStore } from './person-store';
import { announce } from './redraw';
import type { PictureRow } from './tables';
import { attempt, type Saved } from './trouble';

type About = Pick<ChangeFields['add_attachment'], 'case_id' | 'subject_id' | 'child_id' | 'what'>;

/** The box first: a change without its picture would promise what nobody has. */
export async function addPicture(
  store: PersonStore,
  about: About,
  content: Bytes,
): Promise<Saved<string>> {
  const id = uuid7();
  const { box, sha256, content_key } = await closePicture(id, content);
  const kept = await attempt(() => keep(store, { id, box, saved_at: timeNow().toISOString() }));
  if (kept.kind === 'not-saved') return kept;
  const facts = { sha256, size: content.length, media_type: 'image/jpeg', content_key } as const;
  const fields = { ...about, ...facts };
  const made = await makeChange(store, { kind: 'add_attachment', record_id: id, fields });
  if (made.kind === 'saved') return { kind: 'saved', value: id };
  await attempt(() => dropPicture(store, id));
  return made;
}

const keep = (store: PersonStore, row: PictureRow): Promise<void> =>
  store.connection.run(async (db) => {
    const tx = db.transaction('pictures', 'readwrite', { durability: 'strict' });
    await tx.store.put(row);
    await tx.done;
  });

export async function dropPicture(store: PersonStore, id: string): Promise<void> {
  await store.connection.run((db) => db.delete('pictures', id));
  announce('outbox');
}

/** Those whose change the server has taken: their content may follow. */
export async function picturesToSend(store: PersonStore): Promise<string[]> {
  const ids = await picturesHere(store);
  if (ids.length === 0) return [];
  return read(store, async (tx) => {
    const waiting = (await tx.kept.outbox.getAll()).filter((row) => row.state === 'waiting');
    const refused = (await tx.rows.attention.getAll()).map((row) => row.change);
    const not_yet = new Set([...waiting, ...refused].map((one) => one.record_id));
    return ids.filter((id) => !not_yet.has(id));
  });
}

export const picturesHere = (store: PersonStore): Promise<string[]> =>
  store.connection.run((db) => db.getAllKeys('pictures'));

export const readPictureBox = (store: PersonStore, id: string): Promise<Bytes | null> =>
  store.connection.run(async (db) => (await db.get('pictures', id))?.box ?? null);

/** The picture itself, where this phone still has it and may open it. */
export async function readPicture(store: PersonStore, id: string): Promise<Bytes | null> {
  const box = await readPictureBox(store, id);
  const key = box && (await keyOf(store, id));
  return box && key ? openPicture(id, key, box) : null;
}

const keyOf = (store: PersonStore, id: string): Promise<string | null> =>
  read(store, async (tx) => {
    const { outbox, sent, attention } = tx.rows;
    const rows = await Promise.all([outbox.getAll(), sent.getAll(), attention.getAll()]);
    const changes = rows.flat().map((row) => row.change);
    const made = changes.find((one) => one.kind === 'add_attachment' && one.record_id === id);
    return (made?.fields as ChangeFields['add_attachment'] | undefined)?.content_key ?? null;
  });
