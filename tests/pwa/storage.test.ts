/** Storage trouble: seen, told, and survived. */
import { describe, expect, test, vi } from 'vitest';
import {
  announce,
  attempt,
  checkStorage,
  listen,
  makeChange,
  markLossRead,
  openPerson,
  readOutbox,
  type Topic,
} from '../../pwa/src/store';
import { openPhone, openWindowAt, takePendingGoto } from '../../pwa/src/sync';
import { CASE } from './family';
import { aPhone, DEVICE, unreachable, worker } from './kit';

const aNote = { kind: 'add_note' as const, fields: { case_id: CASE, text: 'Text' } };

test('a full disk is a value, and nothing is called saved', async () => {
  const full = () => Promise.reject(new DOMException('no room', 'QuotaExceededError'));

  expect(await attempt(full)).toEqual({ kind: 'not-saved', why: 'full' });
});

test('an older app beside a newer one is told to reload', async () => {
  const newer = () => Promise.reject(new DOMException('', 'VersionError'));

  expect(await attempt(newer)).toEqual({ kind: 'not-saved', why: 'newer' });
});

test('a mistake of ours is not called storage trouble', async () => {
  await expect(attempt(() => Promise.reject(new TypeError('ours')))).rejects.toThrow('ours');
});

test('a database that vanished is noticed, and numbers go on above any used before', async () => {
  const kit = await aPhone();
  expect((await checkStorage(kit.device, kit.store)).vanished).toBe(false);
  await makeChange(kit.store, aNote);
  kit.store.connection.close();
  await new Promise((done) => {
    indexedDB.deleteDatabase(`doorstep-${worker.id}`).onsuccess = done;
  });

  const store = openPerson(worker, DEVICE);
  expect((await checkStorage(kit.device, store)).vanished).toBe(true);

  const saved = await makeChange(store, aNote);
  expect(saved.kind === 'saved' && saved.value.number).toBeGreaterThan(1_000_000);
  await markLossRead(kit.device, worker.id);
  expect(await checkStorage(kit.device, openPerson(worker, DEVICE))).toMatchObject({
    vanished: false,
    vanished_lately: true,
  });
});

test('a database that vanished is noticed by its person, whoever looked into it before', async () => {
  const kit = await aPhone();
  await checkStorage(kit.device, kit.store);
  kit.store.connection.close();
  await new Promise((done) => {
    indexedDB.deleteDatabase(`doorstep-${worker.id}`).onsuccess = done;
  });
  await readOutbox(openPerson(worker, DEVICE)); // a colleague's banner counts what waits
  await checkStorage(kit.device, openPerson(worker, DEVICE)); // the worker, with nobody looking

  expect((await checkStorage(kit.device, openPerson(worker, DEVICE))).vanished).toBe(true);
});

test('a connection that the browser dropped is opened again, and the change saved once', async () => {
  const { store } = await aPhone();
  await makeChange(store, aNote);
  await store.connection.run((db) => {
    db.close(); // as iOS does: the object is there, its connection is not
    return Promise.resolve();
  });

  const saved = await makeChange(store, aNote);

  expect(saved.kind).toBe('saved');
  expect((await readOutbox(store)).waiting).toHaveLength(2);
});

test('a change in one tab is heard in another', async () => {
  const heard: Topic[] = [];
  const stop = listen((topic) => heard.push(topic));

  announce('records');
  await new Promise((resolve) => setTimeout(resolve, 20));

  stop();
  expect(heard).toEqual(['records']);
});

test('two tabs number their changes without a gap or a repeat', async () => {
  const { store } = await aPhone();
  const other_tab = openPerson(worker, DEVICE, store.keys.held);

  await Promise.all([store, other_tab, store, other_tab].map((tab) => makeChange(tab, aNote)));

  const numbers = (await readOutbox(store)).waiting.map((row) => row.change.number);
  expect(numbers).toEqual([1, 2, 3, 4]);
});

describe('promise 1: the app opens with its calls', () => {
  const noNetwork = () => Promise.resolve(unreachable);

  test('where the browser has no storage to give', async () => {
    const refused = () => {
      throw new DOMException('', 'UnknownError');
    };
    globalThis.indexedDB = { open: refused } as unknown as IDBFactory;

    const phone = await openPhone(noNetwork);

    expect(phone.person).toBeNull();
    expect(phone.health?.trouble).toBe('trouble');
    expect(phone.state.trouble).toBe('storage');
  });

  test('where storage never answers', async () => {
    vi.useFakeTimers();
    globalThis.indexedDB = { open: () => new IDBOpenDBRequest() } as unknown as IDBFactory;

    const opening = openPhone(noNetwork);
    await vi.advanceTimersByTimeAsync(5_000);

    vi.useRealTimers();
    expect((await opening).person).toBeNull();
  });
});

test('a tapped alert leads to its route, once', async () => {
  await openWindowAt('/#/alerts/a1', () => Promise.resolve());
  const phone = await openPhone(() => Promise.resolve(unreachable));

  expect(await takePendingGoto(phone)).toBe('/alerts/a1');
  expect(await takePendingGoto(phone)).toBeNull();
});

test('a tapped alert that could open no window leads nowhere days later', async () => {
  const refused = () => Promise.reject(new DOMException('', 'InvalidAccessError'));
  await expect(openWindowAt('/#/alerts/a1', refused)).rejects.toThrow();

  const phone = await openPhone(() => Promise.resolve(unreachable));

  expect(await takePendingGoto(phone)).toBeNull();
});
