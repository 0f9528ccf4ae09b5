/** Signing in and out on a phone: nobody's unsent work goes with it, and one person's is not another's. */
import { expect, test } from 'vitest';
import { personFeed } from '../../pwa/src/domain';
import {
  logSignedOutCall,
  makeChange,
  readCalling,
  readOutbox,
  readSignedOutCalls,
  saveDraft,
  readDraft,
  saveSignedOutOutcome,
  type SignedOutCall,
} from '../../pwa/src/store';
import { readToAsk, takeAsOwn } from '../../pwa/src/store/is-it-yours';
import {
  openPhone,
  readOthersWaiting,
  signIn,
  signOut,
  syncNow,
  type Network,
  type Phone,
  type Reply,
} from '../../pwa/src/sync';
import { CASE, theFamily } from './family';
import {
  answerTo,
  aRecord,
  ok,
  pageOf,
  problem,
  pullOf,
  status,
  unlockedPhone,
  unreachable,
  worker,
} from './kit';
import type { SyncRequest } from '../../pwa/src/domain';

const other = { ...worker, id: '01959e00-0000-7000-8000-00000000b002', name: 'Ben Best' };

/** A server that knows two people and hands out one family and the numbers of the area. */
const server: Network = (asked) => {
  const body = asked.body as { email?: string; device?: { id: string } };
  if (asked.path === '/sign-in') {
    const person = body.email === 'ben@example.org' ? other : worker;
    const tokens = { access_token: `a-${person.id}`, refresh_token: 'r', push_key: null };
    return Promise.resolve(ok({ ...tokens, person, device_id: body.device?.id, demo: true }));
  }
  if (asked.path !== '/sync') return Promise.resolve(status(204, null));
  const request = asked.body as SyncRequest;
  const feeds = request.pull?.cursor === null ? [theFamily(), theArea()] : [];
  return Promise.resolve(ok(answerTo(request, { pull: request.pull && pullOf({ feeds }) })));
};

const theArea = () =>
  pageOf('area:wirral', [
    aRecord('call_line', 'line', 'area:wirral', { purpose: 'urgent_police', windows: [] }),
  ]);

async function signedIn(network: Network = server): Promise<Phone> {
  const phone = await openPhone(network);
  await signIn(phone, 'ann@example.org', 'secret');
  return unlockedPhone(phone);
}

async function addNote(phone: Phone): Promise<void> {
  const saved = await makeChange(phone.store!, {
    kind: 'add_note',
    fields: { case_id: CASE, text: 'Mine' },
  });
  expect(saved.kind).toBe('saved');
}

test('the phone knows who is signed in after a cold start with no signal', async () => {
  await signedIn();

  const phone = await openPhone(() => Promise.resolve(unreachable));

  expect(phone.person).toMatchObject({ id: worker.id, person: { name: 'Ann Able' } });
});

test('a person keeps one device id on one phone', async () => {
  const first = await signedIn();
  await signOut(first);

  const again = await signedIn();

  expect(again.person?.device_id).toBe(first.store === null ? again.person?.device_id : '');
  expect(again.person?.device_id).toMatch(/^[0-9a-f-]{36}$/);
});

test('signing out takes the pulled copy off the phone, and nothing that was written', async () => {
  const phone = await signedIn();
  await syncNow(phone);
  const store = phone.store!;
  await addNote(phone);
  await saveDraft(store, 'note', { text: 'Half' });

  await signOut(phone);

  expect(phone.person).toBeNull();
  expect(await store.connection.run((db) => db.count('records'))).toBe(0);
  expect(await store.connection.run((db) => db.count('drafts'))).toBe(1);
  await signIn(phone, 'ann@example.org', 'secret');
  await unlockedPhone(phone);
  expect((await readOutbox(phone.store!)).waiting).toHaveLength(1);
  expect(await readDraft(phone.store!, 'note')).toMatchObject({ fields: { text: 'Half' } });
});

test('another person signing in sees that something waits, not what', async () => {
  const phone = await signedIn();
  await addNote(phone);
  await signOut(phone);

  await signIn(phone, 'ben@example.org', 'secret');
  await unlockedPhone(phone);
  await syncNow(phone);

  expect(await readOthersWaiting(phone)).toMatchObject([{ person: { id: worker.id }, waiting: 1 }]);
  expect((await readOutbox(phone.store!)).waiting).toEqual([]);

  await signOut(phone);
  await signIn(phone, 'ann@example.org', 'secret');
  await unlockedPhone(phone);
  await syncNow(phone);
  expect((await readOutbox(phone.store!)).sent).toHaveLength(1);
});

test.each<[string, Reply, object]>([
  ['wrong details', problem(401, 'wrong-details'), { kind: 'refused', code: 'wrong-details' }],
  ['too many tries', problem(429, 'too-many-tries'), { kind: 'refused', code: 'too-many-tries' }],
  ['no signal', unreachable, { kind: 'no-answer', why: 'no-signal' }],
  ['a Wi-Fi page', status(200, '<html>'), { kind: 'no-answer', why: 'not-doorstep' }],
  ['a fallen server', problem(500), { kind: 'no-answer', why: 'server-trouble' }],
])('a sign-in that fails says why: %s', async (_name, reply, expected) => {
  const phone = await openPhone(() => Promise.resolve(reply));

  expect(await signIn(phone, 'ann@example.org', 'secret')).toMatchObject(expected);
  expect(phone.person).toBeNull();
});

test('a call made signed out becomes a change, once, of who signs in and says that it is theirs', async () => {
  const phone = await openPhone(server);
  const started_at = new Date().toISOString();
  const call = { line_key: '999', number: '999', called: '999' as const, started_at };
  const logged = await logSignedOutCall(phone.device, call);
  if (logged.kind !== 'saved') throw new Error(logged.why);
  await saveSignedOutOutcome(phone.device, logged.value, {
    outcome: 'spoke',
    answered_by: 'Control',
  });

  await signIn(phone, 'ann@example.org', 'secret');
  await unlockedPhone(phone);

  const [asked] = (await readToAsk(phone.device, worker.id)).asked;
  await takeAsOwn(phone.device, phone.store!, asked as SignedOutCall);

  const [row] = (await readOutbox(phone.store!)).waiting;
  expect(row?.change).toMatchObject({
    kind: 'log_call',
    feed: personFeed(worker.id),
    fields: { outcome: 'spoke', answered_by: 'Control', number: '999' },
  });
  expect(await readSignedOutCalls(phone.device)).toEqual([]);
});

test('the numbers to call stay readable after a sign-out', async () => {
  const phone = await signedIn();
  await syncNow(phone);

  await signOut(phone);

  expect(await readCalling(phone.device)).toMatchObject({
    lines: [{ purpose: 'urgent_police' }],
    role: 'social_worker',
  });
});
