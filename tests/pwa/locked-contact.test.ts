/** A locked phone stays in contact; and the server can open what is saved here from the first save on. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { SyncRequest } from '../../pwa/src/domain';
import { sayLost } from '../../pwa/src/page/screens/forgotten-pin';
import { databaseName, makeChange, readToLose, saveDraft } from '../../pwa/src/store';
import {
  enrol,
  lock,
  openPhone,
  signIn,
  syncNow,
  unlock,
  type Asked,
  type Phone,
  type Reply,
} from '../../pwa/src/sync';
import { stretchHere } from '../../pwa/src/vault/argon2';
import { makeAgreementKey } from '../../pwa/src/vault/signing';
import { CASE } from './family';
import { answerTo, cheap, NOW, ok, outcomeOf, PIN, status, unreachable, worker } from './kit';

const { public_key } = await makeAgreementKey();
const how = { stretch: stretchHere, cost: () => Promise.resolve(cheap) };
const ORDER = '01959e00-0000-7000-8000-00000000cccc';

let asked: Asked[];
let online: boolean;
let kid: string;
let order: string | null;
let has_letterbox: boolean;

const server = (request: Asked): Promise<Reply> => {
  asked.push(structuredClone(request));
  const reply = online ? answer(request) : unreachable;
  const told = { order, minimum_release: null };
  return Promise.resolve(reply.kind === 'answer' ? { ...reply, told } : reply);
};

function answer(request: Asked): Reply {
  const letterbox_keys = has_letterbox ? [{ kid, public_key }] : [];
  if (request.path === '/letterbox-keys') return ok({ keys: letterbox_keys });
  if (request.path === '/sync') return synced(request.body as SyncRequest);
  if (request.path !== '/sign-in') return status(204, null);
  const { device } = request.body as { device: { id: string } };
  const tokens = { access_token: 'a', refresh_token: 'r', push_key: null };
  return ok({ ...tokens, person: worker, device_id: device.id, letterbox_keys });
}

/** Nothing by a key that it was not told of is believed. */
function synced(request: SyncRequest): Reply {
  const known = asked.some(({ path }) => path === '/signing-keys');
  const reason = { code: 'not-proven', message: '', fields: {} };
  const said = known ? {} : { status: 'held' as const, reason };
  const outcomes = request.changes.map((one) => outcomeOf(one, { record_id: null, ...said }));
  return ok({ ...answerTo(request), outcomes });
}

const paths = () => asked.map(({ path }) => path);
const note = (phone: Phone) =>
  makeChange(phone.store!, { kind: 'add_note', fields: { case_id: CASE, text: 'Mine' } });
const seals = (phone: Phone) =>
  phone.store!.connection.run(async (db) =>
    (await db.getAll('outbox')).map(({ sealed }) => sealed?.kid ?? null),
  );

let phone: Phone;
beforeEach(async () => {
  [asked, online, kid, order, has_letterbox] = [[], true, 'k1', null, true];
  phone = await openPhone(server);
  await signIn(phone, 'ann@example.org', 'secret');
  await enrol(phone, PIN, how);
});

test('the very first save is sealed to the server, without another word from it', async () => {
  online = false;
  await note(phone);

  expect(await seals(phone)).toEqual(['k1']);
  expect(await readToLose(phone.store!)).toMatchObject({ never_sent: 0 });
});

test('the key it is signed with is made known before it is posted', async () => {
  await note(phone);
  asked = [];

  await syncNow(phone);

  expect(paths().indexOf('/signing-keys')).toBeLessThan(paths().indexOf('/sync'));
  expect(phone.state.waiting).toBe(0);
});

describe('locked, with nothing to post', () => {
  beforeEach(async () => {
    await syncNow(phone);
    while (phone.running) await phone.running;
    await lock(phone);
    asked = [];
  });

  test('it asks for the keys, and says how it is', async () => {
    await syncNow(phone);

    expect(paths()).toEqual(['/letterbox-keys']);
    expect(asked[0]?.headers).toMatchObject({
      'Doorstep-Device': phone.store!.device_id,
      'Doorstep-Waiting': '0',
    });
    expect(asked[0]?.headers).not.toHaveProperty('Authorization');
  });

  test('an order to wipe reaches it, and is carried out', async () => {
    order = `wipe ${ORDER}`;

    await syncNow(phone);

    expect(asked.at(-1)).toMatchObject({ path: '/wiped', body: { order: ORDER } });
    expect(phone.person).toBeNull();
    const left = (await indexedDB.databases()).map(({ name }) => name);
    expect(left).not.toContain(databaseName(worker.id));
  });

  test('so does one to sign out', async () => {
    order = 'sign-out';

    await syncNow(phone);

    expect(phone.person).toBeNull();
  });

  test('a new key of the server is sealed to after the unlock, with no signal then', async () => {
    kid = 'k2';
    await syncNow(phone);
    online = false;

    await unlock(phone, PIN, how);
    await note(phone);

    expect(await seals(phone)).toEqual(['k2']);
  });
});

test('what would be lost with a new PIN is said before', async () => {
  has_letterbox = false;
  phone = await openPhone(server);
  await signIn(phone, 'ann@example.org', 'secret');
  await phone.device.connection.run((db) => db.delete('kept', `letterbox:${worker.id}`));
  await unlock(phone, PIN, how);
  online = false;
  await note(phone);
  await saveDraft(phone.store!, 'note', { text: 'Half' });
  await lock(phone);

  const losing = { ...(await readToLose(phone.store!)), sealed: 2 };

  expect(losing).toMatchObject({ never_sent: 1, half_written: 1 });
  const [first, ...rest] = sayLost({ ...losing, oldest_at: NOW }, new Date(NOW));
  expect(first).toMatch(/^1 thing was never sent and cannot be opened without the PIN/);
  expect(rest).toHaveLength(2);
  expect(sayLost({ ...losing, never_sent: 0, half_written: 0, sealed: 0 }, new Date())).toEqual([]);
});
