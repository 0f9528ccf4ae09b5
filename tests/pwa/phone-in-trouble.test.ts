/** A phone in trouble: each fault is detected, nothing written is lost by it, and those who look after it hear of it. */
import { openDB } from 'idb';
import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  addPicture,
  attempt,
  makeChange,
  picturesToSend,
  readCounts,
  readFamilies,
  readFamily,
  readOutbox,
  readDraft,
  saveDraft,
} from '../../pwa/src/store';
import { connect } from '../../pwa/src/store/database';
import { openPhone, startSyncing, syncNow, type Phone } from '../../pwa/src/sync';
import { isOverdue } from '../../pwa/src/sync/app-version';
import { healthCodes } from '../../pwa/src/sync/contact';
import { CASE, FEED, OLDER, theFamily } from './family';
import {
  answering,
  answerTo,
  aPhone,
  drained,
  FakeNetwork,
  ok,
  pulled,
  pullOf,
  reopened,
  unlockedPhone,
  unreachable,
  worker,
  type Kit,
} from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await aPhone();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const note = (text = 'Mine') =>
  makeChange(kit.store, { kind: 'add_note', fields: { case_id: CASE, text } });

/** One byte of what lies on the disk is another. */
async function damage(table: 'records' | 'outbox' | 'drafts', which = 0): Promise<void> {
  await kit.store.connection.run(async (db) => {
    const row = (await db.getAll(table))[which]!;
    const content = row.content as { nonce: Uint8Array; sealed: Uint8Array };
    const sealed = content.sealed.slice();
    sealed[0] = (sealed[0] ?? 0) ^ 1;
    await db.put(table, { ...row, content: { ...content, sealed } } as never);
  });
  kit = await reopened(kit);
}

describe('a row that cannot be read', () => {
  test('that was pulled is counted, left out, and comes again with the next contact', async () => {
    await pulled(kit, theFamily());
    await damage('records');
    const whole = (await readFamilies(kit.store)).length;
    await readFamily(kit.store, CASE);
    expect((await readCounts(kit.store)).unreadable).toBe(1);

    const network = answering({ feeds: [theFamily()] });
    await drained(kit, network);

    expect(network.requests[0]?.pull?.refresh).toEqual([FEED]);
    expect((await readCounts(kit.store)).unreadable).toBe(0);
    expect((await readFamilies(kit.store)).length).toBeGreaterThanOrEqual(whole);
    expect(await readFamily(kit.store, CASE)).not.toBeNull();
  });

  test('that waits is said to be there, and counted', async () => {
    await note();
    await damage('outbox');

    const { waiting } = await readOutbox(kit.store);

    expect(waiting).toMatchObject([{ change: { kind: 'cannot-be-read' }, unreadable: 'lost' }]);
    expect((await readCounts(kit.store)).unreadable).toBe(1);
    const network = new FakeNetwork();
    await drained(kit, network);
    expect(network.requests.flatMap((one) => one.changes)).toEqual([]);
  });

  test('that was half written opens as an empty form', async () => {
    await saveDraft(kit.store, 'note:1', { text: 'Half' });
    await damage('drafts');

    expect(await readDraft(kit.store, 'note:1')).toBeNull();
    expect((await readCounts(kit.store)).unreadable).toBe(1);
  });
});

/** The browser has no room for what goes into this table. */
function noRoomFor(...tables: string[]): void {
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...given: Parameters<typeof put>
  ) {
    if (tables.includes(this.name)) throw new DOMException('no room', 'QuotaExceededError');
    return put.apply(this, given);
  });
}

describe('no room', () => {
  test('for what comes: what waited is sent all the same, and not again and again', async () => {
    await note();
    noRoomFor('records');

    const network = answering({ feeds: [theFamily()] });
    const full = await attempt(() => drained(kit, network));

    expect(full).toEqual({ kind: 'not-saved', why: 'full' });
    expect(network.requests.flatMap((one) => one.changes)).toHaveLength(1);
    expect(await readOutbox(kit.store)).toMatchObject({ waiting: [], sent: [{}] });
  });

  test('is said to the server at the next contact, until there is some again', async () => {
    const phone = await unlockedPhone(await openPhone(answering({ feeds: [theFamily()] }).call));
    noRoomFor('records');
    await syncNow(phone);
    expect(phone.state.trouble).toBe('storage');
    expect(healthCodes(phone)).toContain('storage-full');

    vi.restoreAllMocks();
    await syncNow(phone);

    expect(phone.state.trouble).toBeNull();
    expect(healthCodes(phone)).not.toContain('storage-full');
  });

  test('for an upgrade: all is as it was, the reason is known, and it succeeds when there is room', async () => {
    const before = await openDB('older', 1, {
      upgrade: (db) => void db.createObjectStore('rows', { keyPath: 'id' }),
    });
    await before.put('rows', { id: 1, text: 'Written before' });
    before.close();
    let room = false;
    const newer = () =>
      connect<never>('older', 2, async (db, _from, tx) => {
        db.createObjectStore('more' as never);
        await (tx as unknown as IDBTransaction).objectStore('rows').count();
        if (!room) throw new DOMException('no room', 'QuotaExceededError');
      });

    const stopped = await attempt(() => newer().run((db) => Promise.resolve(db.version)));
    expect(stopped).toEqual({ kind: 'not-saved', why: 'full' });
    const still = await openDB('older');
    expect([still.version, await still.getAll('rows')]).toEqual([
      1,
      [{ id: 1, text: 'Written before' }],
    ]);
    still.close();

    room = true;
    expect(await newer().run((db) => db.getAll('rows' as never))).toHaveLength(1);
  });
});

test('a server that was restored is said, and what was sent lately goes again', async () => {
  await note();
  await drained(kit, new FakeNetwork());
  expect((await readCounts(kit.store)).restored_at).toBeNull();
  const reset = pullOf({ reset: true, more: true, cursor: 'c2' });
  let first = true;
  const network = new FakeNetwork((request) => {
    const pull = first ? reset : pullOf();
    first = false;
    return ok(answerTo(request, { pull: request.pull && pull }));
  });

  await drained(kit, network);

  expect(network.requests.flatMap((one) => one.changes)).toHaveLength(1);
  expect((await readCounts(kit.store)).restored_at).not.toBeNull();
});

test('ten wrong PINs are said to the server until there is a new vault', async () => {
  const phone = await openPhone(() => Promise.resolve(unreachable));
  await phone.device.connection.run(async (db) => {
    const key = `vault:${worker.id}`;
    await db.put('kept', { ...((await db.get('kept', key)) as object), pin: null }, key);
  });

  const again = await openPhone(() => Promise.resolve(unreachable));

  expect(again.lock).toBe('enrol');
  expect(healthCodes(again)).toContain('locks-destroyed');
});

test('a browser that has cleared everything is found out by what it does not clear', async () => {
  const network = () => Promise.resolve(unreachable);
  vi.stubGlobal('document', { cookie: 'doorstep_used=1' });
  expect((await openPhone(network)).emptied).toBe(false); // somebody is still known

  globalThis.indexedDB = new (
    Object.getPrototypeOf(indexedDB) as typeof indexedDB & {
      constructor: new () => IDBFactory;
    }
  ).constructor();

  expect((await openPhone(network)).emptied).toBe(true);
});

describe('another tab signs in while the storage fails', () => {
  test('it is a state to show, not a rejection that nobody hears', async () => {
    const lost: unknown[] = [];
    const hear = (reason: unknown) => lost.push(reason);
    process.on('unhandledRejection', hear);
    vi.stubGlobal('addEventListener', () => undefined);
    vi.stubGlobal('document', new EventTarget());
    const phone: Phone = await openPhone(() => Promise.resolve(unreachable));
    const stop = startSyncing(phone);
    const failing = { open: () => fail(), databases: () => Promise.resolve([]) };
    phone.device.connection.close();
    phone.store?.connection.close();
    globalThis.indexedDB = failing as unknown as IDBFactory;

    new BroadcastChannel('doorstep-redraw').postMessage('device');

    await vi.waitFor(() => expect(phone.state.trouble).toBe('storage'));
    stop();
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', hear);
    expect(lost).toEqual([]);
  });
});

function fail(): never {
  throw new DOMException('', 'UnknownError');
}

test('a picture whose box is gone holds back none behind it', async () => {
  const about = { case_id: CASE, subject_id: OLDER, what: 'signed_page' } as const;
  await pulled(kit, theFamily());
  for (let i = 0; i < 2; i++) await addPicture(kit.store, about, new Uint8Array(100));
  await drained(kit, new FakeNetwork());
  const [first, second] = await picturesToSend(kit.store);
  await kit.store.connection.run(async (db) => {
    const row = await db.get('pictures', first!);
    await db.put('pictures', { ...row!, box: undefined as never });
  });
  const network = new FakeNetwork(undefined, () => unreachable);
  const phone = await unlockedPhone(await openPhone(network.call));

  const { sendPictures } = await import('../../pwa/src/sync/pictures');
  await sendPictures(phone);

  expect(network.asked.map((one) => one.path)).toContain(`/attachments/${second}/upload`);
});

describe('a new version', () => {
  const A_DAY = 24 * 3_600_000;
  test.each([
    ['an hour', A_DAY / 24, false, false],
    ['four days', 4 * A_DAY, false, true],
    ['a minute, of one that the server does not want', 60_000, true, true],
    ['a clock that was set back by years', -400 * A_DAY, false, true],
  ])('put off for %s', (_name, age, too_old, overdue) => {
    expect(isOverdue(1e12, too_old, 1e12 + age)).toBe(overdue);
  });

  test('that nobody has seen is not overdue', () => {
    expect(isOverdue(null, true, 1e12)).toBe(false);
  });
});
