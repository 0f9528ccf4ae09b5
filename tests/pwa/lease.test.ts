/** A phone that is out of contact for too long opens after the full sign-in only; nothing is lost by it, and calls need none. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SyncRequest } from '../../pwa/src/domain';
import {
  logSignedOutCall,
  makeChange,
  readDraft,
  readKept,
  readOutbox,
  saveDraft,
  saveKept,
  saveSession,
} from '../../pwa/src/store';
import { readToAsk } from '../../pwa/src/store/is-it-yours';
import {
  lock,
  lookAtLease,
  openPhone,
  signIn,
  syncNow,
  unlock,
  type Asked,
  type Phone,
  type Reply,
} from '../../pwa/src/sync';
import { isOver, leftOf, newLease, passed } from '../../pwa/src/vault';
import { stretchHere } from '../../pwa/src/vault/argon2';
import { CASE } from './family';
import {
  answerTo,
  cheap,
  ok,
  PIN,
  problem,
  status,
  unlockedPhone,
  unreachable,
  worker,
} from './kit';

const how = { stretch: stretchHere, cost: () => Promise.resolve(cheap) };
const HOUR = 3_600_000;

let online: boolean;
const server = (asked: Asked): Promise<Reply> =>
  Promise.resolve(online ? answer(asked) : unreachable);

function answer(asked: Asked): Reply {
  if (asked.path === '/sync') return ok(answerTo(asked.body as SyncRequest));
  if (asked.path !== '/sign-in') return status(204, null);
  const { device } = asked.body as { device: { id: string } };
  const tokens = { access_token: 'a', refresh_token: 'r', push_key: null };
  return ok({ ...tokens, person: worker, device_id: device.id, demo: true });
}

describe('the counting', () => {
  test('time that was counted is not given back by a clock that is set back', () => {
    const away = passed(newLease(72, 0), 50 * HOUR);

    const back = passed(away, 0);

    expect(leftOf(back)).toBe(22 * HOUR);
    expect(isOver(passed(back, 22 * HOUR))).toBe(true);
  });

  test('set forward and back again, the jump has counted', () => {
    expect(isOver(passed(passed(newLease(72, 0), 80 * HOUR), HOUR))).toBe(true);
  });
});

let phone: Phone;
let now: number;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  now = Date.now();
  online = true;
  phone = await openPhone(server);
  await signIn(phone, 'ann@example.org', 'secret');
  await unlockedPhone(phone);
  await syncNow(phone);
  online = false;
});
afterEach(() => {
  vi.useRealTimers();
});

function later(hours: number): void {
  now += hours * HOUR;
  vi.setSystemTime(now);
}

const note = () =>
  makeChange(phone.store!, { kind: 'add_note', fields: { case_id: CASE, text: 'Mine' } });

test('for three days without contact the PIN opens it', async () => {
  await lock(phone);
  later(71);

  expect((await unlock(phone, PIN, how)).kind).toBe('open');
});

describe('after that', () => {
  beforeEach(async () => {
    await note();
    await saveDraft(phone.store!, 'note', { text: 'Half' });
    await lock(phone);
    later(73);
  });

  test('the PIN is not tried, and no try is counted', async () => {
    expect(await unlock(phone, PIN, how)).toEqual({ kind: 'sign-in-first' });
    expect(await readKept(phone.device, `tries:${worker.id}`)).toBeNull();
    expect(phone.state.lease_over).toBe(true);
  });

  test('setting the clock back opens nothing', async () => {
    await lookAtLease(phone);
    later(-73);

    expect((await unlock(phone, PIN, how)).kind).toBe('sign-in-first');
  });

  test('a phone that was switched off is past it from its first moment on', async () => {
    phone = await openPhone(server);

    expect(phone).toMatchObject({ lock: 'locked', state: { lease_over: true } });
  });

  test('contact alone does not open it, and what waits is sent by it', async () => {
    online = true;
    phone = await openPhone(server);

    await syncNow(phone);

    expect((await unlock(phone, PIN, how)).kind).toBe('sign-in-first');
  });

  test('a call is still kept, sealed', async () => {
    const started_at = new Date().toISOString();
    const fields = { line_key: '999', number: '999', called: '999' as const, started_at };

    expect((await logSignedOutCall(phone.device, fields)).kind).toBe('saved');
  });

  test('a sign-in and the PIN open it, with everything that was there', async () => {
    const started_at = new Date().toISOString();
    const fields = { line_key: '999', number: '999', called: '999' as const, started_at };
    await logSignedOutCall(phone.device, fields);
    online = true;
    await signIn(phone, 'ann@example.org', 'secret');
    expect(phone).toMatchObject({ lock: 'locked', state: { lease_over: false } });

    expect((await unlock(phone, PIN, how)).kind).toBe('open');

    expect((await readOutbox(phone.store!)).waiting).toHaveLength(1);
    expect((await readDraft(phone.store!, 'note'))?.fields).toEqual({ text: 'Half' });
    expect((await readToAsk(phone.device, worker.id)).asked).toHaveLength(1);
  });
});

test('each contact begins it again, and the hours are those of the area', async () => {
  later(71);
  online = true;
  const profile = { offline_lease_hours: 10 } as never;
  const calling = { profile, lines: [], role: null, kept_at: null };
  await saveKept(phone.device, 'calling', calling);
  await syncNow(phone);

  expect(await readKept(phone.device, `lease:${worker.id}`)).toMatchObject({
    hours: 10,
    spent_ms: 0,
  });
  later(11);
  expect(await lookAtLease(phone)).toBe(true);
});

test('an error, or a page of the Wi-Fi’s, is no contact', async () => {
  for (const reply of [problem(503), { kind: 'nothing', why: 'not-json' } as const]) {
    const other = await openPhone(() => Promise.resolve(reply));
    later(40);
    await syncNow(other);
  }

  expect(await lookAtLease(phone)).toBe(true);
});

test('a vault that is open when it ends stays open until the page locks it, and saves what is typed', async () => {
  later(73);
  expect(await lookAtLease(phone)).toBe(true);

  expect(phone.lock).toBe('open');
  expect((await note()).kind).toBe('saved');
});

test('an expired sign-in never closes an unlocked vault nor stops writing', async () => {
  const tokens = { access_token: 'x', refresh_token: 'y', push_key: null };
  await saveSession(phone.device, { person_id: worker.id, ...tokens, ended: true });
  later(48);
  online = true;

  await syncNow(phone);

  expect(phone).toMatchObject({ lock: 'open', state: { trouble: 'sign-in-needed' } });
  expect((await note()).kind).toBe('saved');
  await lock(phone);
  expect((await unlock(phone, PIN, how)).kind).toBe('open');
});
