/** What a phone says of itself at each contact, and does when it is told to forget. */
import { describe, expect, test } from 'vitest';
import type { Outcome, SyncRequest } from '../../pwa/src/domain';
import {
  databaseName,
  makeChange,
  readFamilies,
  readPeople,
  readSession,
} from '../../pwa/src/store';
import { openPhone, signIn, syncNow, type Asked, type Phone, type Reply } from '../../pwa/src/sync';
import { healthCodes, isOlder } from '../../pwa/src/sync/contact';
import { theFamily } from './family';
import { makeAgreementKey } from '../../pwa/src/vault/signing';
import { answerTo, ok, outcomeOf, pullOf, status, worker, unlockedPhone } from './kit';

const ORDER = '01959e00-0000-7000-8000-00000000cccc';
const CASE = '01959e00-0000-7000-8000-00000000bbbb';

interface Server {
  asked: Asked[];
  order: string | null;
  minimum: string | null;
  /** What becomes of each change. */
  outcome: Partial<Outcome>;
  ended: boolean;
}

const { public_key } = await makeAgreementKey();

const aServer = (): Server => ({
  asked: [],
  order: null,
  minimum: null,
  outcome: {},
  ended: false,
});

const network = (server: Server) => async (asked: Asked) => {
  server.asked.push(structuredClone(asked));
  const reply = answerOf(server, asked);
  const told = { order: server.order, minimum_release: server.minimum };
  return reply.kind === 'answer' ? { ...reply, told } : reply;
};

function answerOf(server: Server, asked: Asked): Reply {
  if (asked.path === '/sign-in') {
    const { device } = asked.body as { device: { id: string } };
    const tokens = { access_token: 'a', refresh_token: 'r', push_key: null };
    return ok({ ...tokens, person: worker, device_id: device.id, demo: true });
  }
  if (asked.path === '/letterbox-keys') return ok({ keys: [{ kid: 'k1', public_key }] });
  if (['/wiped', '/signing-keys'].includes(asked.path)) return status(204, null);
  const out = status(401, { code: 'session-ended', message: '', fields: {} });
  if (asked.path !== '/sync' || server.ended) return out;
  const request = asked.body as SyncRequest;
  const outcomes = request.changes.map((one) => outcomeOf(one, server.outcome));
  const shut = server.order !== null;
  const pull = request.pull && !shut ? pullOf({ feeds: [theFamily()] }) : null;
  return ok({ ...answerTo(request), outcomes, pull });
}

async function signedIn(server: Server): Promise<Phone> {
  const phone = await openPhone(network(server));
  await signIn(phone, 'ann@example.org', 'secret');
  await unlockedPhone(phone);
  await syncNow(phone);
  while (phone.running) await phone.running;
  return phone;
}

const write = (phone: Phone) =>
  makeChange(phone.store!, { kind: 'add_note', fields: { case_id: CASE, text: 'Seen' } });

const databases = async () => (await indexedDB.databases()).map(({ name }) => name);

describe('told to wipe itself', () => {
  test('it forgets what can be read, hands in what waits, says so, and is nobody’s', async () => {
    const server = aServer();
    const phone = await signedIn(server);
    expect(await readFamilies(phone.store!)).not.toEqual([]);
    await write(phone);
    server.order = `wipe ${ORDER}`;
    const held = { code: 'in-quarantine', message: '', fields: {} };
    server.outcome = { status: 'held', reason: held };

    const { store } = phone;
    await syncNow(phone);

    const sent = server.asked.flatMap(
      (one) => (one.body as SyncRequest | undefined)?.changes ?? [],
    );
    expect(sent).toHaveLength(1);
    const last = server.asked.at(-1);
    expect(last).toMatchObject({ path: '/wiped', body: { order: ORDER } });
    expect(phone.person).toBeNull();
    expect(await databases()).not.toContain(databaseName(store!.person.id));
    expect(await readPeople(phone.device)).toEqual([]);
    expect(await readSession(phone.device, worker.id)).toBeNull();
  });

  test('what the server could not keep stays, and nothing else, until it could', async () => {
    const server = aServer();
    const phone = await signedIn(server);
    await write(phone);
    server.order = `wipe ${ORDER}`;
    server.outcome = {
      status: 'held',
      reason: { code: 'server-trouble', message: '', fields: {} },
    };
    await syncNow(phone);

    expect(phone.state).toMatchObject({ wiping: true, waiting: 1 });
    expect(await readFamilies(phone.store!)).toEqual([]);

    const again = await openPhone(network(server));
    expect(again.state.wiping).toBe(true);
    server.outcome = {};
    await syncNow(again);
    expect(again.person).toBeNull();
  });
});

test('told to sign out, it gives back what it pulled and keeps what was not handed in', async () => {
  const server = aServer();
  const phone = await signedIn(server);
  await write(phone);
  server.order = 'sign-out';
  server.ended = true;

  await syncNow(phone);

  expect(phone.person).toBeNull();
  expect(await databases()).toContain(databaseName(worker.id));
  expect(await readSession(phone.device, worker.id)).toBeNull();
});

test('each contact says how much waits besides what it carries, and since when', async () => {
  const server = aServer();
  const phone = await signedIn(server);
  await write(phone);
  server.outcome = {
    status: 'held',
    reason: { code: 'waiting-for-another', message: '', fields: {} },
  };
  await syncNow(phone);
  await syncNow(phone);

  const said = server.asked.filter((one) => one.path === '/sync').map((one) => one.headers);
  expect(said[1]).toMatchObject({ 'Doorstep-Waiting': '0' });
  expect(said.at(-1)).toMatchObject({ 'Doorstep-Waiting': '1' });
  expect(said.at(-1)).toHaveProperty('Doorstep-Waiting-Since');
  expect(said.at(-1)).toHaveProperty('Doorstep-Device', phone.store!.device_id);
});

test('a release that is too old is said, and goes on sending', async () => {
  const server = aServer();
  server.minimum = '99.0';
  const phone = await signedIn(server);
  await write(phone);
  await syncNow(phone);

  expect(phone.state).toMatchObject({ too_old: true, waiting: 0 });
});

test('releases are compared by their numbers', () => {
  expect(isOlder('0.9.2', '0.10')).toBe(true);
  expect(isOlder('0.10', '0.9.2')).toBe(false);
  expect(isOlder('1.0', '1.0.0')).toBe(false);
});

test('what is wrong with the phone is said in codes', () => {
  const storage = { persistent: false, used: 1, room: 5, trouble: null };
  const health = { ...storage, vanished: false, vanished_lately: true };
  const clock = { offset_ms: -300_000, measured_at: '2026-03-02T09:00:00.000Z' };
  const state = { clock, unreadable: 2 } as Phone['state'];

  expect(healthCodes({ health, locks_destroyed: true, state })).toEqual([
    'storage-not-kept',
    'storage-vanished',
    'storage-full',
    'locks-destroyed',
    'rows-unreadable=2',
    'clock-out=-300',
  ]);
});
