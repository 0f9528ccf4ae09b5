/** What a sign-out leaves behind on the phone: said by name, and nothing of the server's comes back after it. */
import { expect, test } from 'vitest';
import type { SyncRequest } from '../../pwa/src/domain';
import { uuid7 } from '../../pwa/src/domain';
import { sayOther } from '../../pwa/src/page/app/others-waiting';
import { sayNotSent, sayNotSentBy } from '../../pwa/src/page/reading/not-sent';
import { valuesOf } from '../../pwa/src/page/app/use-signed-out-call';
import {
  logSignedOutCall,
  makeChange,
  readDraft,
  readNotSent,
  readSession,
  readSignedOutCall,
  saveSignedOutDraft,
  saveSignedOutOutcome,
  type DeviceStore,
  type SignedOutCall,
} from '../../pwa/src/store';
import { readToAsk, takeAsOwn } from '../../pwa/src/store/is-it-yours';
import {
  openCurrent,
  openPhone,
  readOthersWaiting,
  signIn,
  signOut,
  syncNow,
  type Asked,
  type Network,
  type Phone,
  type Reply,
} from '../../pwa/src/sync';
import { aRequest, theFamily } from './family';
import {
  answerTo,
  countConnections,
  ok,
  problem,
  pullOf,
  status,
  unlockedPhone,
  worker,
} from './kit';

const signInAnswer = (asked: Asked): Reply => {
  const { device } = asked.body as { device: { id: string } };
  const tokens = { access_token: 'a', refresh_token: 'r', push_key: null };
  return ok({ ...tokens, person: worker, device_id: device.id, demo: true });
};

const server =
  (others: (asked: Asked) => Reply | Promise<Reply>): Network =>
  async (asked) =>
    asked.path === '/sign-in' ? signInAnswer(asked) : others(asked);

async function signedIn(others: (asked: Asked) => Reply | Promise<Reply>): Promise<Phone> {
  const phone = await openPhone(server(others));
  await signIn(phone, 'ann@example.org', 'secret');
  return unlockedPhone(phone);
}

const quiet = () => status(204, null);
const answered = (asked: Asked): Reply => ok(answerTo(asked.body as SyncRequest));

async function spokeToPolice(phone: Phone): Promise<string> {
  const record_id = uuid7();
  const started_at = new Date().toISOString();
  const fields = { line_key: 'k', number: '101', called: '101', started_at } as const;
  await makeChange(phone.store!, {
    kind: 'log_call',
    record_id,
    fields: { ...fields, outcome: 'spoke' },
  });
  return record_id;
}

async function aCall(device: DeviceStore): Promise<string> {
  const started_at = '2026-03-02T09:00:00.000Z';
  const call = { line_key: '999', number: '999', shown: '999', called: '999' as const, started_at };
  const logged = await logSignedOutCall(device, call);
  if (logged.kind !== 'saved') throw new Error(logged.why);
  return logged.value;
}

test('an urgent request left unsent is said as one, by name', async () => {
  const phone = await signedIn(quiet);
  await makeChange(phone.store!, { kind: 'raise_request', fields: aRequest() });
  expect(phone.person?.id).toBe(worker.id);
  await signOut(phone);

  const [other] = await readOthersWaiting(phone);

  expect(other).toMatchObject({ waiting: 1, untold: 1, person: { person: { name: 'Ann Able' } } });
  expect(other && sayNotSentBy('Ann Able', other, new Date())).toContain(
    'Police have not been told',
  );
  expect(other && sayOther(other)).toBe(
    '1 change by Ann Able has not been sent from this phone yet. It goes with the next signal, or when Ann Able signs in.',
  );
});

test('a refresh under way at the sign-out does not bring the session back', async () => {
  let phone: Phone | null = null;
  let refreshed = 0;
  phone = await signedIn(async (asked) => {
    if (asked.path === '/sync') return problem(401, 'session-ended');
    if (asked.path !== '/refresh' || !phone) return quiet();
    refreshed += 1;
    await signOut(phone);
    return ok({ access_token: 'a2', refresh_token: 'r2' });
  });

  await syncNow(phone);

  expect(refreshed).toBe(1);
  expect(await readSession(phone.device, worker.id)).toBeNull();
});

test('a first page under way at the sign-out stays off the phone, also after a new sign-in', async () => {
  let phone: Phone | null = null;
  let pages = 0;
  phone = await signedIn(async (asked) => {
    if (asked.path !== '/sync' || !phone || pages++ > 0) return quiet();
    await signOut(phone);
    await signIn(phone, 'ann@example.org', 'secret');
    const request = asked.body as SyncRequest;
    return ok(answerTo(request, { pull: pullOf({ feeds: [theFamily()] }) }));
  });

  await syncNow(phone);

  expect(pages).toBeGreaterThan(0);
  expect(await phone.store!.connection.run((db) => db.count('records'))).toBe(0);
});

test('what is typed about a signed-out call is there after a kill', async () => {
  const phone = await openPhone(server(quiet));
  const id = await aCall(phone.device);
  await Promise.all([
    saveSignedOutDraft(phone.device, id, { outcome: 'spoke' }),
    saveSignedOutDraft(phone.device, id, { answered_by: 'Sergeant Q' }),
  ]);
  phone.device.connection.close();

  const again = await openPhone(server(quiet));
  const call = await readSignedOutCall(again.device, id);

  expect(valuesOf(call)).toMatchObject({
    who: '999',
    outcome: 'spoke',
    answered_by: 'Sergeant Q',
  });
});

test('and is asked about again after the sign-in, by who says that it is theirs', async () => {
  const phone = await openPhone(server(quiet));
  const half = await aCall(phone.device);
  const whole = await aCall(phone.device);
  await saveSignedOutDraft(phone.device, half, { answered_by: 'Sergeant Q' });
  await saveSignedOutDraft(phone.device, whole, { outcome: 'no_answer' });
  await saveSignedOutOutcome(phone.device, whole, { outcome: 'no_answer' });

  await signIn(phone, 'ann@example.org', 'secret');
  await unlockedPhone(phone);
  for (const one of (await readToAsk(phone.device, worker.id)).asked)
    await takeAsOwn(phone.device, phone.store!, one as SignedOutCall);

  expect((await readDraft(phone.store!, `call:${half}`))?.fields).toMatchObject({
    who: '999',
    answered_by: 'Sergeant Q',
  });
  expect(await readDraft(phone.store!, `call:${whole}`)).toBeNull();
});

test('told three times of a sign-in, the phone opens one store', async () => {
  const phone = await signedIn(quiet);
  phone.store?.connection.close();
  Object.assign(phone, { person: null, store: null });
  const open = countConnections();

  await Promise.all([openCurrent(phone), openCurrent(phone), openCurrent(phone)]);

  expect(open()).toBe(1);
});

test('an urgent request of which the police were told by phone is never said to be unknown to them', async () => {
  const phone = await signedIn((asked) => (asked.path === '/sync' ? answered(asked) : quiet()));
  const call_id = await spokeToPolice(phone);
  await syncNow(phone);
  await makeChange(phone.store!, {
    kind: 'raise_request',
    fields: aRequest({ call_ids: [call_id] }),
  });
  const now = new Date();
  expect(sayNotSent(await readNotSent(phone.store!), now)).toContain('You spoke to the police');

  await signOut(phone);

  const [other] = await readOthersWaiting(phone);
  expect(other && sayNotSentBy('Ann Able', other, now)).toMatch(
    /^NOT SENT - an urgent request by Ann Able has not reached anyone. Ann Able spoke to the police at /,
  );
});
