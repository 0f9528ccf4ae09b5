/** What lies on the disk: nothing that can be read, locked or unlocked; and what an older release left. */
import { beforeEach, describe, expect, test } from 'vitest';
import { openDB } from 'idb';
import {
  closeLeftovers,
  lockKeys,
  makeChange,
  openPerson,
  readDraft,
  readFamily,
  readOutbox,
  readToday,
  saveDraft,
} from '../../pwa/src/store';
import { CASE, FEED, family, theFamily } from './family';
import { aPhone, DEVICE, NOW, pulled, worker, type Kit } from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await aPhone();
});

const tables = ['records', 'outbox', 'attention', 'drafts', 'meta', 'sent'] as const;

/** Every string and byte that a person with the disk can see. */
async function disk(): Promise<string> {
  const rows = await kit.store.connection.run(async (db) =>
    Promise.all(tables.map((name) => db.getAll(name))),
  );
  const device = await kit.device.connection.run(async (db) =>
    Promise.all((['sessions', 'calls', 'kept'] as const).map((name) => db.getAll(name))),
  );
  return JSON.stringify([rows, device], (_key, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
}

const note = (text: string) =>
  makeChange(kit.store, { kind: 'add_note', fields: { case_id: CASE, text } });

describe('a person with the disk', () => {
  test('finds no name, address, note or token', async () => {
    await pulled(kit, theFamily());
    await note('Planted words');
    await saveDraft(kit.store, 'note:1', { text: 'Half of a planted sentence' });

    const found = await disk();

    for (const planted of ['Example', 'Sample Street', 'Robin', '2015-03-01', 'lanted']) {
      expect(found).not.toContain(planted);
    }
    expect(found).not.toContain('access-1');
    expect(found).not.toContain('refresh-1');
  });

  test('and with the page, once it is locked, reads nothing and writes nothing', async () => {
    await pulled(kit, theFamily());
    await note('Planted words');

    lockKeys(kit.store.keys);

    await expect(readFamily(kit.store, CASE)).rejects.toThrow('locked');
    await expect(readOutbox(kit.store)).rejects.toThrow('locked');
    expect(await note('Forged')).toMatchObject({ kind: 'not-saved' });
  });
});

test('a save that was begun before the lock is finished', async () => {
  const saving = note('Begun');
  lockKeys(kit.store.keys);

  expect((await saving).kind).toBe('saved');
});

test('a box put into another row is not taken for that row’s', async () => {
  await note('First');
  await note('Second');
  await kit.store.connection.run(async (db) => {
    const [first, second] = await db.getAll('outbox');
    await db.put('outbox', { ...second!, content: first!.content });
  });
  const opened = openPerson(worker, DEVICE, kit.store.keys.held);

  const texts = (await readOutbox(opened)).waiting.map(({ change }) => change.kind as string);

  expect(texts).toEqual(['add_note', 'cannot-be-read']);
});

describe('the database of a release without a vault', () => {
  const change = {
    id: '01959e00-0000-7000-8000-0000000000e1',
    device_id: DEVICE,
    number: 4,
    kind: 'add_note',
    schema: 1,
    feed: FEED,
    record_id: '01959e00-0000-7000-8000-0000000000e2',
    base_version: 0,
    depends_on: [],
    fields: { case_id: CASE, text: 'Written before' },
    occurred_at: NOW,
    clock: { made_at: NOW, offset_ms: null, trusted: false },
  };
  const waits = { tries: 0, tried_at: null, state: 'waiting', outcome: null };
  const other = { ...worker, id: '01959e00-0000-7000-8000-00000000c0de' };

  async function olderDatabase(notes = 1): Promise<void> {
    const db = await openDB(`doorstep-${other.id}`, 1, {
      upgrade: (made) => {
        const records = made.createObjectStore('records', { keyPath: 'id' });
        for (const name of ['feed', 'type', 'status', 'ended', 'attempt', 'visit', 'child'])
          records.createIndex(name, name);
        const outbox = made.createObjectStore('outbox', { keyPath: 'number' });
        outbox.createIndex('id', 'change.id', { unique: true });
        made.createObjectStore('attention', { keyPath: 'id' });
        made.createObjectStore('drafts', { keyPath: 'form' });
        made.createObjectStore('meta');
        made.createObjectStore('sent', { keyPath: 'id' }).createIndex('at', 'at');
      },
    });
    await db.put('records', family());
    await db.put('outbox', { number: 4, change, saved_at: NOW, ...waits });
    for (let i = 0; i < notes; i++)
      await db.put('drafts', { form: `note:${i}`, fields: { text: 'Half' }, changed_at: NOW });
    await db.put('meta', 5, 'next_number');
    db.close();
  }

  const open = () => openPerson(other, DEVICE, kit.store.keys.held);
  const plainOnes = async (store = open()) =>
    store.connection.run(async (db) =>
      (await db.getAll('drafts')).filter(({ content }) => 'plain' in content),
    );

  test('reads as before, and is closed at the first unlock', async () => {
    await olderDatabase();
    const store = open();
    expect((await readOutbox(store)).waiting).toMatchObject([{ change }]);

    await closeLeftovers(store);

    expect(await plainOnes(store)).toEqual([]);
    expect((await readFamily(store, CASE))?.family.fields).toMatchObject({ name: 'Example' });
    expect((await readOutbox(store)).waiting).toMatchObject([{ change }]);
    expect((await readDraft(store, 'note:0'))?.fields).toEqual({ text: 'Half' });
    expect(await readToday(store)).toMatchObject({ visits: [] });
  });

  test('goes on where a kill stopped it', async () => {
    await olderDatabase(150);
    const store = open();
    const closing = closeLeftovers(store).catch(() => 'killed');
    lockKeys(store.keys);
    await closing;

    await closeLeftovers(open());

    expect(await plainOnes()).toEqual([]);
    expect((await readDraft(open(), 'note:149'))?.fields).toEqual({ text: 'Half' });
  });
});
