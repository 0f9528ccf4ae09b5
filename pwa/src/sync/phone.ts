/** What one open page or worker holds: the device's store, the person's, the network, and how sync stands. */
import {
  attempt,
  checkStorage,
  currentPerson,
  deleteKept,
  hadVault,
  letterToVault,
  isEmptied,
  measureStorage,
  no_measure,
  openDevice,
  openPerson,
  readCounts,
  readKept,
  readNotSent,
  readPeople,
  readSession,
  readVault,
  type DeviceStore,
  type Holding,
  type KnownPerson,
  type LetterTo,
  type NotSent,
  type PersonStore,
  type Session,
  type StorageHealth,
  type StorageTrouble,
} from '../store';
import type { LetterboxKey, Vault } from '../vault';
import { askInContact, recallWipe, type Order } from './contact';
import type { Drained } from './drain';
import { lookAtLease } from './lease';
import { browserNetwork, type Network } from './network';
import { withProof } from './proof';
import { first_state, stateWith, type SyncState } from './state';

/**
 * signed-out  nobody is signed in
 * enrol       signed in, and no PIN chosen yet (or every lock of the vault is gone)
 * locked      a PIN opens it; what waits is sent all the same
 * open        unlocked
 */
export type Lock = 'signed-out' | 'enrol' | 'locked' | 'open';

export interface Phone {
  readonly device: DeviceStore;
  readonly network: Network;
  /** The worker waits its turn: it is gone after its event, so nobody would look again for it. */
  readonly waits: boolean;
  /** Who is signed in here; null on the sign-in page. */
  person: KnownPerson | null;
  /** Their records and outbox, closed unless `lock` is open; null exactly when `person` is. */
  store: PersonStore | null;
  /** Whether the vault of that person is in this page's memory. */
  lock: Lock;
  /** Signed in, and the vault that will keep the session is not open yet: only here, and gone with the page. */
  pending: Session | null;
  /** The sign-in that makes a vault possible is at hand. */
  may_enrol: boolean;
  /** The open vault that has met the server's letterbox. */
  met: Vault | null;
  /** The server's keys as it has told them to this page, until there is a vault to keep them in. */
  heard_keys: LetterboxKey[] | null;
  /** The PIN that was just chosen, while another way to unlock is offered; gone with the answer and at a lock. */
  just_chosen: string | null;
  state: SyncState;
  health: StorageHealth | null;
  /** Ten wrong PINs: nothing opens the vault of who is signed in, and no new one was made yet. */
  locks_destroyed: boolean;
  /** Nobody is signed in because the browser has cleared everything. */
  emptied: boolean;
  readonly hearers: Set<(state: SyncState) => void>;
  failures: number;
  /** The run under way in this tab, and whether something came up that it may have missed. */
  running: Promise<Drained> | null;
  again: boolean;
  /** What the server has told this phone to do, until it is done. */
  order: Order | null;
  /** Who is signed in is looked up once at a time. */
  opening: Promise<void>;
}

/** Opens what the phone has, offline or not. Nothing is fetched. */
export async function openPhone(network = browserNetwork, waits = false): Promise<Phone> {
  const phone = closedPhone(network, waits);
  await Promise.race([openSafely(phone), later()]);
  return phone;
}

function closedPhone(network: Network, waits: boolean): Phone {
  const device = openDevice();
  const proved = withProof(device, network);
  const phone: Phone = {
    device,
    network: (asked) => askInContact(phone, proved, asked),
    waits,
    ...at_first,
    hearers: new Set(),
    opening: Promise.resolve(),
  };
  return phone;
}

const at_first = {
  person: null,
  store: null,
  lock: 'signed-out',
  pending: null,
  may_enrol: false,
  met: null,
  heard_keys: null,
  just_chosen: null,
  state: first_state,
  health: null,
  locks_destroyed: false,
  emptied: false,
  failures: 0,
  running: null,
  again: false,
  order: null,
} as const;

const PATIENCE = 4_000;

/** A browser whose storage hangs must not keep the call buttons from the screen. */
const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PATIENCE));

/** Storage that fails is told in `health`; the page opens all the same, with its calls. */
export async function openSafely(phone: Phone): Promise<void> {
  const opened = await attempt(() => openCurrent(phone));
  if (opened.kind === 'saved') return;
  noteTrouble(phone, opened.why);
  setState(phone, { trouble: 'storage' });
}

/** Storage that fails, or does again (null): said on the screen, and to the server at the next contact. */
export function noteTrouble(phone: Phone, trouble: StorageTrouble | null): void {
  if (trouble === 'locked' || trouble === (phone.health?.trouble ?? null)) return;
  phone.health = { ...(phone.health ?? no_measure), trouble };
  if (trouble !== null) void measure(phone, phone.health);
}

/** After a sign-in or sign-out, here or in another tab: told by both, it opens one store. */
export function openCurrent(phone: Phone): Promise<void> {
  const open = () => openNow(phone);
  const turn = phone.opening.then(open, open);
  phone.opening = turn.catch(() => undefined);
  return turn;
}

async function openNow(phone: Phone): Promise<void> {
  const known = await currentPerson(phone.device);
  const lock = await lockOf(phone, known);
  if (lock !== phone.lock || !isSame(known, phone.person)) await openStoreOf(phone, known, lock);
  phone.person = known;
  phone.lock = lock;
  phone.locks_destroyed =
    lock === 'enrol' && known !== null && (await hadVault(phone.device, known.id));
  phone.emptied = await isEmptied(phone.device);
  phone.device.letter = lock === 'locked' && known ? await letterTo(phone, known) : null;
  phone.may_enrol = known !== null && (await mayEnrol(phone, known));
  phone.state = { ...first_state, too_old: phone.state.too_old };
  await attempt(() => lookAtLease(phone));
  await recallWipe(phone);
  await refreshState(phone);
  setState(phone, {});
}

const isSame = (one: KnownPerson | null, other: KnownPerson | null): boolean =>
  one?.id === other?.id && one?.device_id === other?.device_id;

async function lockOf({ device }: Phone, known: KnownPerson | null): Promise<Lock> {
  if (known === null) return 'signed-out';
  if (device.vaults.has(known.id)) return 'open';
  const vault = await readVault(device, known.id);
  return vault?.pin ? 'locked' : 'enrol';
}

/** What is written while locked goes to the vault of the person last here. */
async function letterTo({ device }: Phone, { id }: KnownPerson): Promise<LetterTo | null> {
  const vault = await readVault(device, id);
  return vault && letterToVault(vault);
}

async function mayEnrol({ device, pending }: Phone, { id }: KnownPerson): Promise<boolean> {
  return pending?.person_id === id || (await readSession(device, id)) !== null;
}

async function openStoreOf(phone: Phone, known: KnownPerson | null, lock: Lock): Promise<void> {
  phone.store?.connection.close();
  phone.store = known && openPerson(known.person, known.device_id, holding(phone, known, lock));
  phone.health = phone.store && (await checkStorage(phone.device, phone.store));
  if (phone.health) void measure(phone, phone.health);
}

/** Who has not chosen a PIN yet has nothing here but what an older release left. */
const holding = ({ device }: Phone, known: KnownPerson, lock: Lock): Holding =>
  device.vaults.get(known.id) ?? (lock === 'enrol' ? 'plain' : 'locked');

async function measure(phone: Phone, health: StorageHealth): Promise<void> {
  const measured = await attempt(() => measureStorage(health));
  if (phone.health !== health || measured.kind === 'not-saved') return;
  phone.health = measured.value;
  setState(phone, {});
}

/** Hears the state now and on each change; returns the function that stops it. */
export function watchState(phone: Phone, hear: (state: SyncState) => void): () => void {
  phone.hearers.add(hear);
  hear(phone.state);
  return () => void phone.hearers.delete(hear);
}

export function setState(phone: Phone, news: Partial<SyncState>): void {
  phone.state = stateWith(phone.state, news);
  for (const hear of phone.hearers) hear(phone.state);
}

/** Counts again from the store: another tab or the worker may have sent or saved. */
export async function refreshState(phone: Phone): Promise<void> {
  const { store } = phone;
  if (!store) return;
  const counted = await attempt(() => readCounts(store));
  setState(phone, counted.kind === 'saved' ? counted.value : { trouble: 'storage' });
}

export interface OthersWaiting extends NotSent {
  person: KnownPerson;
  waiting: number;
  attention: number;
}

/** What other people who used this phone have not sent: it stays until they sign in again. One whose store cannot be read hides no other. */
export async function readOthersWaiting(phone: Phone): Promise<OthersWaiting[]> {
  const others = (await readPeople(phone.device)).filter((one) => one.id !== phone.person?.id);
  const known = others.filter((one) => one.has_database);
  const counted = await Promise.all(known.map((one) => attempt(() => countOf(one))));
  return counted
    .flatMap((one) => (one.kind === 'saved' ? [one.value] : []))
    .filter((one) => one.waiting > 0 || one.attention > 0);
}

async function countOf(person: KnownPerson): Promise<OthersWaiting> {
  const store = openPerson(person.person, person.device_id, 'locked');
  try {
    const { waiting, attention } = await readCounts(store);
    return { person, waiting, attention, ...(await readNotSent(store)) };
  } finally {
    store.connection.close();
  }
}

/** Where in the app a tapped alert wanted to lead (iOS opens it at its start); told once. */
export async function takePendingGoto(phone: Phone): Promise<string | null> {
  const path = await readKept(phone.device, 'pending_goto');
  if (path !== null) await deleteKept(phone.device, 'pending_goto');
  return path === null ? null : routeOf(path);
}

/** `/#/alerts/1` is the route `/alerts/1`. */
export const routeOf = (path: string): string => path.replace(/^\/?#/, '');
