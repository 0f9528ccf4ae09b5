/** A locked phone sends what is sealed, gets nothing, and loses nothing; what it says is true after the unlock. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { SealedChange, SyncRequest } from '../../pwa/src/domain';
import { makeChange, readKept, readOutbox, saveSession } from '../../pwa/src/store';
import {
  enrol,
  lock,
  lockAll,
  openPhone,
  signIn,
  signOut,
  syncNow,
  unlock,
  type Asked,
  type Phone,
  type Reply,
} from '../../pwa/src/sync';
import { listenToTabs } from '../../pwa/src/sync/syncing';
import { stretchHere } from '../../pwa/src/vault/argon2';
import { makeAgreementKey } from '../../pwa/src/vault/signing';
import { CASE, theFamily } from './family';
import { cheap, ok, outcomeOf, PIN, problem, pullOf, status, unreachable, worker } from './kit';

const { public_key } = await makeAgreementKey();
const how = { stretch: stretchHere, cost: () => Promise.resolve(cheap) };
const other = { ...worker, id: '01959e00-0000-7000-8000-00000000b002', name: 'Ben Best' };

let asked: Asked[];
let online: boolean;
/** What the server says of each sealed change. */
let said: object;

function server(request: Asked): Promise<Reply> {
  asked.push(structuredClone(request));
  return Promise.resolve(online ? answer(request) : unreachable);
}

const routes: Record<string, (request: Asked) => Reply> = {
  '/letterbox-keys': () => ok({ keys: [{ kid: 'k1', public_key }] }),
  '/sign-in': signedIn,
  '/sync': synced,
};

const answer = (request: Asked): Reply => routes[request.path]?.(request) ?? status(204, null);

function synced(request: Asked): Reply {
  const body = request.body as SyncRequest;
  if (body.pull && !request.headers?.['Authorization']) return problem(401);
  const outcomes = body.changes.map((change) => outcomeOf(change, { record_id: null, ...said }));
  const pull = body.pull && pullOf({ feeds: body.pull.cursor === null ? [theFamily()] : [] });
  return ok({ protocol: 1, now: new Date().toISOString(), outcomes, pull });
}

function signedIn(request: Asked): Reply {
  const { email, device } = request.body as { email: string; device: { id: string } };
  const person = email.startsWith('ben') ? other : worker;
  const tokens = { access_token: `a-${person.id}`, refresh_token: 'r', push_key: null };
  return ok({ ...tokens, person, device_id: device.id, demo: true });
}

const pushes = () =>
  asked.filter((one) => one.path === '/sync' && (one.body as SyncRequest).changes.length > 0);
const sealedOf = (one: Asked) => (one.body as SyncRequest<SealedChange>).changes;

async function signInAs(phone: Phone, email: string): Promise<void> {
  await signIn(phone, email, 'secret');
  if (phone.lock === 'enrol') await enrol(phone, PIN, how);
  else await unlock(phone, PIN, how);
  await syncNow(phone);
  while (phone.running) await phone.running;
}

const note = (phone: Phone, text = 'Mine') =>
  makeChange(phone.store!, { kind: 'add_note', fields: { case_id: CASE, text } });

let phone: Phone;
beforeEach(async () => {
  [asked, online, said] = [[], true, {}];
  phone = await openPhone(server);
  await signInAs(phone, 'ann@example.org');
  online = false;
});

/** What was pulled, by its number. */
const rows = () => phone.store!.connection.run((db) => db.count('records'));

test('what was written unlocked is sent locked, without a sign-in, and shown as sent after', async () => {
  await note(phone);
  await lock(phone);
  [online, asked] = [true, []];

  await syncNow(phone);

  expect(pushes()).toHaveLength(1);
  expect(pushes()[0]?.headers).not.toHaveProperty('Authorization');
  expect(pushes()[0]?.body).toMatchObject({ pull: null });
  expect(sealedOf(pushes()[0]!)[0]?.sealed).toMatchObject({ kid: 'k1', person_id: worker.id });
  expect(JSON.stringify(asked)).not.toContain('Mine');
  expect(phone.state).toMatchObject({ waiting: 0 });
  await unlock(phone, PIN, how);
  expect((await readOutbox(phone.store!)).sent).toMatchObject([{ change: { kind: 'add_note' } }]);
});

test('a sign-in that ran out holds back nothing that is sealed', async () => {
  await note(phone);
  const tokens = { access_token: 'x', refresh_token: 'y', push_key: null };
  await saveSession(phone.device, { person_id: worker.id, ...tokens, ended: true });
  online = true;

  await syncNow(phone);

  expect(phone.state).toMatchObject({ waiting: 0, trouble: 'sign-in-needed' });
});

test.each(['cannot-be-opened', 'not-proven'])(
  'one that the server held as %s is sealed again at the next unlock, under its id',
  async (code) => {
    await note(phone);
    online = true;
    said = { status: 'held', version: null, reason: { code, message: '', fields: {} } };
    await syncNow(phone);
    await lock(phone);
    await unlock(phone, PIN, how);
    said = {};

    await syncNow(phone);

    const [first, ...later] = pushes().slice(-2).flatMap(sealedOf);
    expect(later.at(-1)?.id).toBe(first?.id);
    expect(later.at(-1)?.sealed.nonce).not.toBe(first?.sealed.nonce);
    expect((await readOutbox(phone.store!)).waiting).toEqual([]);
  },
);

test('locked, nothing is pulled', async () => {
  await lock(phone);
  [online, asked] = [true, []];

  await syncNow(phone);

  expect(asked.map(({ path }) => path)).toEqual(['/letterbox-keys']);
});

test('who asks for the lock locks every tab', async () => {
  const tab = await openPhone(server);
  await unlock(tab, PIN, how);
  const stop = listenToTabs(tab);

  await lockAll(phone);

  await vi.waitFor(() => expect(tab.lock).toBe('locked'));
  expect(phone.lock).toBe('locked');
  stop();
});

describe('wrong PINs', () => {
  /** Each as soon as it may be made. */
  async function guess(times: number): Promise<string[]> {
    const kinds: string[] = [];
    for (let i = 0; i < times; i++) {
      const tried = await unlock(phone, '00000000', how);
      kinds.push(tried.kind);
      await phone.device.connection.run(async (db) => {
        const tries = (await db.get('kept', `tries:${worker.id}`)) as object | undefined;
        if (tries) await db.put('kept', { ...tries, at: 0 }, `tries:${worker.id}`);
      });
    }
    return kinds;
  }

  test('are counted on the disk, and the fifth makes the next wait', async () => {
    await lock(phone);
    for (let i = 0; i < 5; i++) await unlock(phone, '00000000', how);

    expect(await unlock(phone, PIN, how)).toMatchObject({ kind: 'wait' });
    expect(await readKept(phone.device, `tries:${worker.id}`)).toMatchObject({ wrong: 5 });
  });

  test('ten take away what was pulled, and nothing that waited', async () => {
    await note(phone);
    await lock(phone);
    expect(await rows()).toBeGreaterThan(0);

    expect((await guess(10)).at(-1)).toBe('destroyed');

    expect(await unlock(phone, PIN, how)).toEqual({ kind: 'destroyed' });
    expect(await rows()).toBe(0);
    [online, asked] = [true, []];
    await syncNow(phone);
    expect(sealedOf(pushes()[0]!)).toHaveLength(1);
  });

  test('after ten, a sign-in makes a new vault, and what cannot be read is still said to be there', async () => {
    await note(phone);
    await lock(phone);
    await guess(10);
    expect(await enrol(phone, PIN, how)).toBe(false);
    online = true;
    said = {
      status: 'held',
      version: null,
      reason: { code: 'server-trouble', message: '', fields: {} },
    };

    await signInAs(phone, 'ann@example.org');

    expect(phone.lock).toBe('open');
    const { waiting } = await readOutbox(phone.store!);
    expect(waiting.map(({ change }) => change.kind as string)).toEqual(['cannot-be-read']);
    expect(await rows()).toBeGreaterThan(0);
  });
});

test('what one person left is sent while another uses the phone, who can read none of it', async () => {
  await note(phone, 'For Ann alone');
  await signOut(phone);
  online = true;

  await signInAs(phone, 'ben@example.org');

  expect(
    pushes()
      .flatMap(sealedOf)
      .map((one) => one.sealed.person_id),
  ).toEqual([worker.id]);
  expect((await readOutbox(phone.store!)).sent).toEqual([]);
  await signOut(phone);
  await signInAs(phone, 'ann@example.org');
  expect((await readOutbox(phone.store!)).sent).toMatchObject([
    { change: { fields: { text: 'For Ann alone' } } },
  ]);
});
