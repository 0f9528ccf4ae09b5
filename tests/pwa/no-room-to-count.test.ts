/** A phone with no byte of room opens with its PIN; wrong ones are counted all the same, and not by the app alone. */
import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deleteKept, readKept, saveKept, tryPin, type Tried } from '../../pwa/src/store';
import { lock, openPhone, signIn, unlock, type Asked, type Phone } from '../../pwa/src/sync';
import { stretchHere } from '../../pwa/src/vault/argon2';
import { cheap, ok, PIN, status, unlockedPhone, worker } from './kit';

const how = { stretch: stretchHere, cost: () => Promise.resolve(cheap) };
const WRONG = '99887766';

async function server({ path, body }: Asked) {
  if (path !== '/sign-in') return Promise.resolve(status(204, null));
  const { device } = body as { device: { id: string } };
  const tokens = { access_token: 'a', refresh_token: 'r', push_key: null };
  return Promise.resolve(ok({ ...tokens, person: worker, device_id: device.id, demo: true }));
}

let phone: Phone;
let room: () => void;
beforeEach(async () => {
  phone = await openPhone(server);
  await signIn(phone, 'ann@example.org', 'secret');
  await unlockedPhone(phone);
  await lock(phone);
  room = noRoom();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** As Chromium does: whatever is put is refused, and deleting is not. */
function noRoom(): () => void {
  const full = () => {
    throw new DOMException('No room', 'QuotaExceededError');
  };
  const spies = (['put', 'add'] as const).map((name) =>
    vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(full),
  );
  return () => {
    for (const spy of spies) spy.mockRestore();
  };
}

/** Killed and opened again: only what lies on the disk is known. */
async function again(): Promise<Phone> {
  phone.device.connection.close();
  phone = await openPhone(server);
  return phone;
}

const given = async (pin: string): Promise<Tried['kind']> =>
  (await unlock(phone, pin, how)).kind as Tried['kind'];

test('the right PIN opens it, and again, many times', async () => {
  for (let day = 0; day < 12; day++) {
    expect(await given(PIN)).toBe('open');
    await lock(phone);
  }
});

test('wrong ones count though the app is killed after each, and the sixth waits for room', async () => {
  for (const left of [9, 8, 7, 6, 5]) {
    await again();
    expect(await unlock(phone, WRONG, how)).toMatchObject({ kind: 'wrong', left });
  }
  await again();

  expect(await given(WRONG)).toBe('no-room');
  expect(await given(PIN)).toBe('no-room');
});

test('a right one ends the row of wrong ones', async () => {
  for (const pin of [WRONG, WRONG, PIN, WRONG]) await given(pin);
  await lock(phone);

  expect(await unlock(phone, WRONG, how)).toMatchObject({ kind: 'wrong', left: 8 });
});

test('with room again they go on being counted from there, up to the tenth', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  for (let n = 0; n < 5; n++) await given(WRONG);
  room();
  await again();

  for (const left of [4, 3, 2, 1]) {
    expect(await unlock(phone, WRONG, how)).toMatchObject({ kind: 'wrong', left });
    vi.setSystemTime(Date.now() + 15 * 60_000);
  }
  expect(await given(WRONG)).toBe('destroyed');
  expect(phone).toMatchObject({ lock: 'enrol', locks_destroyed: true });
});

test('marks that were spent are put by again at the next unlock with room', async () => {
  await given(WRONG);
  await given(PIN);
  room();
  await lock(phone);
  await given(PIN);
  await lock(phone);
  noRoom();

  for (const left of [9, 8, 7]) {
    expect(await unlock(phone, WRONG, how)).toMatchObject({ kind: 'wrong', left });
  }
});

describe('a phone of an earlier release', () => {
  beforeEach(async () => {
    const marks = IDBKeyRange.bound('mark:', 'mark;');
    await phone.device.connection.run((db) => db.delete('kept', marks));
  });

  test('that has put nothing by tries nothing without room', async () => {
    expect(await given(PIN)).toBe('no-room');
  });

  test('puts it by at its first unlock', async () => {
    room();
    await given(PIN);
    await lock(phone);
    noRoom();

    expect(await given(PIN)).toBe('open');
  });
});

test('the tenth wrong PIN ends the vault also where its row cannot be written anew', async () => {
  room();
  await saveKept(phone.device, `tries:${worker.id}`, { wrong: 10, at: 0 });
  noRoom();

  const tried = await tryPin(phone.device, worker.id, () => Promise.reject(new Error('tried')));

  expect(tried.kind).toBe('destroyed');
  expect(await readKept(phone.device, `vault:${worker.id}`)).toBeNull();
  expect(await again()).toMatchObject({ lock: 'enrol', locks_destroyed: true });
  await deleteKept(phone.device, `tries:${worker.id}`);
});
