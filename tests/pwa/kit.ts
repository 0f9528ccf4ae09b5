/** What tests build a phone from: a person, a store, and a network that does as it is told. */
import { IDBDatabase, IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import {
  checksumOf,
  type Change,
  type FeedPage,
  type PulledRecord,
  type RecordType,
  type SyncAnswer,
  type SyncRequest,
} from '../../pwa/src/domain';
import {
  makeChange,
  openDevice,
  openPerson,
  saveSignIn,
  saveVault,
  type DeviceStore,
  type NewChange,
  type PersonStore,
} from '../../pwa/src/store';
import {
  drain,
  enrol,
  unlock,
  type Asked,
  type Drained,
  type Network,
  type Phone,
  type Reply,
} from '../../pwa/src/sync';
import type { Vault } from '../../pwa/src/vault';
import { stretchHere } from '../../pwa/src/vault/argon2';
import { makeVault } from '../../pwa/src/vault/vault';

export const NOW = '2026-03-02T09:00:00.000Z';
export const DEVICE = '01959e00-0000-7000-8000-0000000000d1';

export const worker = {
  id: '01959e00-0000-7000-8000-00000000a001',
  name: 'Ann Able',
  role: 'social_worker',
  area: 'wirral',
  team_id: null,
  phone: '+441632960001',
} as const;

export const PIN = '40302010';

/** What a PIN costs in tests: a real phone asks a thousand times as much. */
export const cheap = { m_kib: 64, t: 1, p: 1 };

export interface Kit {
  device: DeviceStore;
  store: PersonStore;
}

export async function aPhone(): Promise<Kit> {
  const device = openDevice();
  await unlocked(device);
  const session = {
    person_id: worker.id,
    access_token: 'access-1',
    refresh_token: 'refresh-1',
    push_key: null,
    ended: false,
  };
  await saveSignIn(
    device,
    { email: 'ann@example.org', person: worker, device_id: DEVICE },
    session,
  );
  return { device, store: openPerson(worker, DEVICE, (await making).vault) };
}

const making = makeVault(worker.id, PIN, stretchHere, cheap);

/** The PIN was given. */
async function unlocked(device: DeviceStore): Promise<Vault> {
  const { vault, row } = await making;
  device.vaults.set(worker.id, vault);
  await saveVault(device, row);
  return vault;
}

const how = { stretch: stretchHere, cost: () => Promise.resolve(cheap) };

/** The person gives the PIN, or chooses it at their first sign-in here. */
export async function unlockedPhone(phone: Phone): Promise<Phone> {
  if (phone.lock === 'enrol') await enrol(phone, PIN, how);
  if (phone.lock === 'locked') await unlock(phone, PIN, how);
  return phone;
}

/** A change that is on the phone; a test whose change was not saved ends here. */
export async function made({ store }: Kit, wanted: NewChange): Promise<Change> {
  const saved = await makeChange(store, wanted);
  if (saved.kind !== 'saved') throw new Error(saved.why);
  return saved.value;
}

/** The app was killed: what is left is what the disk has. */
export async function reopened(kit: Kit): Promise<Kit> {
  kit.store.connection.close();
  kit.device.connection.close();
  const device = openDevice();
  return { device, store: openPerson(worker, DEVICE, await unlocked(device)) };
}

export type Answering = (request: SyncRequest, asked: Asked) => Reply | Promise<Reply>;

/** A network whose `/sync` answers as told; every request is kept. */
export class FakeNetwork {
  readonly asked: Asked[] = [];

  constructor(
    private readonly answering: Answering = (request) => ok(answerTo(request)),
    private readonly others: (asked: Asked) => Reply = () => unreachable,
  ) {}

  readonly call: Network = async (asked) => {
    const copy = structuredClone(asked);
    this.asked.push(copy);
    if (asked.path !== '/sync') return this.others(copy);
    return this.answering(copy.body as SyncRequest, copy);
  };

  get requests(): SyncRequest[] {
    return this.asked.filter((one) => one.path === '/sync').map((one) => one.body as SyncRequest);
  }
}

export const unreachable: Reply = { kind: 'nothing', why: 'unreachable' };

export const ok = (body: unknown): Reply => status(200, body);

export const status = (
  code: number,
  body: unknown,
  retry_after_ms: number | null = null,
): Reply => ({
  kind: 'answer',
  status: code,
  body,
  retry_after_ms,
});

export const problem = (code: number, name = 'a-problem'): Reply =>
  status(code, { code: name, message: 'Plain words.', fields: {} });

/** Everything accepted, nothing new. */
export function answerTo(request: SyncRequest, changes: Partial<SyncAnswer> = {}): SyncAnswer {
  return {
    protocol: 1,
    now: new Date().toISOString(),
    outcomes: request.changes.map((change, index) => outcomeOf(change, { index })),
    pull: request.pull && pullOf(),
    ...changes,
  };
}

export const outcomeOf = (change: Change, changes: object = {}) => ({
  id: change.id,
  index: 0,
  status: 'accepted' as const,
  record_id: change.record_id,
  version: 1,
  late: false,
  reason: null,
  ...changes,
});

export const pullOf = (changes: Partial<NonNullable<SyncAnswer['pull']>> = {}) => ({
  cursor: 'c1',
  reset: false,
  more: false,
  feeds: [],
  drop: [],
  checks: [],
  ...changes,
});

export function aRecord<T extends RecordType>(
  type: T,
  id: string,
  feed: string,
  written: object,
  version = 1,
): PulledRecord<T> {
  const fields = written as PulledRecord<T>['fields'];
  const made = { made_by: worker.id, made_at: NOW, received_at: NOW };
  return {
    id,
    type,
    feed,
    version,
    fields,
    ...made,
    late: false,
    conflicts: [],
    corrections: [],
  };
}

/** The last page of a feed, with the sums that belong to it. */
export function pageOf(
  feed: string,
  records: PulledRecord[],
  changes: Partial<FeedPage> = {},
): FeedPage {
  return {
    feed,
    afresh: true,
    complete: true,
    records,
    gone: [],
    ...checksumOf(records),
    ...changes,
  };
}

/** Records come to the phone as they do in life: in the answer to a pull. */
export async function pulled(kit: Kit, ...pages: FeedPage[]): Promise<void> {
  await drained(kit, answering({ feeds: pages }));
}

/** Everything accepted, and this in the pull. */
export const answering = (pull: Parameters<typeof pullOf>[0]): FakeNetwork =>
  new FakeNetwork((request) => ok(answerTo(request, { pull: request.pull && pullOf(pull) })));

/** Everything turned down for ever. */
export const refusing = (): FakeNetwork =>
  new FakeNetwork((request) => {
    const reason = { code: 'not-your-case', message: 'This family is not yours.', fields: {} };
    const refused = { status: 'refused' as const, reason };
    return ok(
      answerTo(request, { outcomes: request.changes.map((one) => outcomeOf(one, refused)) }),
    );
  });

export function drained(kit: Kit, network: FakeNetwork, failures = 0): Promise<Drained> {
  return drain({ ...lineOf(kit, network), failures });
}

/** As the worker does it: after whoever is at it. */
export const drainedInTurn = (kit: Kit, network: FakeNetwork): Promise<Drained> =>
  drain({ ...lineOf(kit, network), waits: true });

export const lineOf = ({ device, store }: Kit, network: FakeNetwork) => ({
  device,
  store,
  network: network.call,
  now: () => new Date(),
  tell: () => undefined,
  failures: 0,
  waits: false,
  pulls: true,
});

/** How many connections to databases are open, counted from now. */
export function countConnections(): () => number {
  const opened = vi.spyOn(IDBFactory.prototype, 'open');
  const closed = vi.spyOn(IDBDatabase.prototype, 'close');
  const before = closed.mock.calls.length - opened.mock.calls.length;
  return () => opened.mock.calls.length - closed.mock.calls.length + before;
}
