/** Promise 3, nothing is claimed that is not so: what the sync state says, step by step. */
import { beforeEach, expect, test, vi } from 'vitest';
import type { SyncRequest } from '../../pwa/src/domain';
import { makeChange, saveSession } from '../../pwa/src/store';
import {
  openPhone,
  startSyncing,
  syncNow,
  watchState,
  type Phone,
  type Reply,
  type SyncState,
} from '../../pwa/src/sync';
import { CASE, theFamily } from './family';
import { answerTo, aPhone, ok, problem, pullOf, unlockedPhone, unreachable, worker } from './kit';

let phone: Phone;
let reply: (request: SyncRequest) => Reply;

beforeEach(async () => {
  await aPhone();
  reply = (request) => ok(answerTo(request));
  phone = await unlockedPhone(
    await openPhone((asked) =>
      Promise.resolve(asked.path === '/sync' ? reply(asked.body as SyncRequest) : unreachable),
    ),
  );
  return () => {
    vi.useRealTimers();
  };
});

const addNote = () =>
  makeChange(phone.store!, { kind: 'add_note', fields: { case_id: CASE, text: 'T' } });

test('before the first contact nothing is up to date', () => {
  expect(phone.state).toMatchObject({ up_to_date: false, last_contact_at: null });
});

test('sent and pulled to the end is up to date, and only then', async () => {
  await addNote();
  await syncNow(phone);
  expect(phone.state).toMatchObject({
    up_to_date: true,
    waiting: 0,
    trouble: null,
    activity: 'idle',
  });

  await addNote();
  reply = () => unreachable;
  await syncNow(phone);
  expect(phone.state).toMatchObject({ up_to_date: false, waiting: 1, trouble: 'no-signal' });
  expect(phone.state.last_contact_at).not.toBeNull();
  expect(phone.state.next_try_at).not.toBeNull();
});

test('nothing waiting and no answer is not up to date', async () => {
  await syncNow(phone);
  reply = () => unreachable;

  await syncNow(phone);

  expect(phone.state).toMatchObject({ up_to_date: false, waiting: 0, trouble: 'no-signal' });
});

test('an ended sign-in is said, with what is kept', async () => {
  await addNote();
  const tokens = { access_token: 'x', refresh_token: 'y', push_key: null };
  await saveSession(phone.device, { person_id: worker.id, ...tokens, ended: true });

  await syncNow(phone);

  expect(phone.state).toMatchObject({ trouble: 'sign-in-needed', waiting: 1, next_try_at: null });
});

test('a phone two minutes out says so; half the round trip is taken off', async () => {
  const ahead = new Date(Date.now() + 3 * 60_000).toISOString();
  reply = (request) => ok(answerTo(request, { now: ahead }));

  await syncNow(phone);

  expect(phone.state.clock_wrong).toBe(true);
  expect(phone.state.clock?.offset_ms).toBeGreaterThan(179_000);
});

test('those who listen hear sending, then how it ended', async () => {
  await addNote();
  const heard: SyncState[] = [];
  watchState(phone, (state) => heard.push(state));

  await syncNow(phone);

  expect(heard.map((state) => state.activity)).toContain('sending');
  expect(heard.at(-1)).toMatchObject({ activity: 'idle', waiting: 0 });
});

test('asked twice at once, it runs once more and not twice side by side', async () => {
  let at_once = 0;
  let most = 0;
  const slow = await openPhone(async (asked) => {
    if (asked.path !== '/sync') return unreachable;
    most = Math.max(most, ++at_once);
    await new Promise((resolve) => setTimeout(resolve, 5));
    at_once -= 1;
    return ok(answerTo(asked.body as SyncRequest));
  });
  await unlockedPhone(slow);

  await Promise.all([syncNow(slow), syncNow(slow), syncNow(slow)]);
  while (slow.running) await slow.running;

  expect(most).toBe(1);
});

test('a copy that comes again from the start is not whole until its last page', async () => {
  await syncNow(phone);
  expect(phone.state.complete_at).not.toBeNull();
  let pages = 0;
  const half = { reset: true, more: true, cursor: 'c2', feeds: [theFamily()] };
  reply = (request) => (pages++ > 0 ? unreachable : ok(answerTo(request, { pull: pullOf(half) })));

  await syncNow(phone);
  expect(pages).toBe(2);
  expect(phone.state).toMatchObject({ up_to_date: false, complete_at: null });

  reply = (request) => ok(answerTo(request));
  await syncNow(phone);
  expect(phone.state.up_to_date).toBe(true);
});

test('a busy server is waited for as long as it asks', async () => {
  await addNote();
  reply = () => ({ ...problem(503), retry_after_ms: 120_000 }) as Reply;

  await syncNow(phone);

  expect(phone.state.trouble).toBe('server-busy');
  expect(Date.parse(phone.state.next_try_at ?? '') - Date.now()).toBeGreaterThan(100_000);
});

test('signal that comes back is tried at once, and the failures before it are forgotten', async () => {
  reply = () => unreachable;
  await addNote();
  for (let tries = 0; tries < 3; tries++) await syncNow(phone);
  expect(phone.failures).toBe(3);

  const browser = aBrowser();
  const stop = startSyncing(phone);
  await vi.waitFor(() => expect(phone.failures).toBe(4));
  reply = (request) => ok(answerTo(request));
  browser.dispatchEvent(new Event('online'));

  await vi.waitFor(() => expect(phone.state).toMatchObject({ waiting: 0, up_to_date: true }));
  stop();
  vi.unstubAllGlobals();
});

/** Node has no window: what the page listens to. */
function aBrowser(): EventTarget {
  const browser = new EventTarget();
  vi.stubGlobal('addEventListener', browser.addEventListener.bind(browser));
  vi.stubGlobal('document', browser);
  return browser;
}
