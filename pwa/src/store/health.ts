/** Whether the phone can be trusted to keep things: persistence, room, and a database that vanished. */
import { deleteKept, markHasDatabase, readKept, saveKept, type DeviceStore } from './device-store';
import type { Time } from '../domain';
import { read, readMeta, saveMeta, write, type PersonStore, type Reading } from './person-store';
import { attempt, type StorageTrouble } from './trouble';

export interface StorageHealth {
  /** False: the browser may clear it. null: it does not say. */
  persistent: boolean | null;
  used: number | null;
  room: number | null;
  /** Records were kept here before and are gone, and the person has not said that they have read it. */
  vanished: boolean;
  /** The same, for those who look after the phone: for a day, read or not. */
  vanished_lately: boolean;
  trouble: StorageTrouble | null;
}

/** Asked at start, and again from a tap: browsers say yes more readily then. */
export async function askToPersist(): Promise<boolean | null> {
  const storage = managerOf();
  if (!storage?.persist) return null;
  try {
    return (await storage.persisted()) || (await storage.persist());
  } catch (error) {
    if (error instanceof TypeError || error instanceof DOMException) return null;
    throw error;
  }
}

/** At start, before anything is written. How much room there is takes longer: see `measureStorage`. */
export async function checkStorage(
  device: DeviceStore,
  store: PersonStore,
): Promise<StorageHealth> {
  const opened = await attempt(() => openAndCompare(device, store));
  if (opened.kind === 'not-saved') return { ...no_measure, trouble: opened.why };
  const loss = opened.value;
  const lost = { vanished: loss !== null && !loss.read, vanished_lately: loss !== null };
  return { ...no_measure, ...lost, trouble: null };
}

/** Of a phone whose storage was not looked into yet. */
export const no_measure = {
  persistent: null,
  used: null,
  room: null,
  vanished: false,
  vanished_lately: false,
} as const;

export async function measureStorage(health: StorageHealth): Promise<StorageHealth> {
  const storage = managerOf();
  if (!storage?.estimate) return health;
  const { usage = 0, quota = 0 } = await storage.estimate();
  return { ...health, persistent: await storage.persisted(), used: usage, room: quota - usage };
}

/** When what was kept of a person was found to be gone. */
export interface Loss {
  at: Time;
  read: boolean;
}

/**
 * Gone: the device remembers a database of this person and finds one that was never begun. It is written down
 * before that one is begun: the worker may be the first to look, and has nobody to tell.
 */
async function openAndCompare(device: DeviceStore, store: PersonStore): Promise<Loss | null> {
  const { id } = store.person;
  const is_new = await read(store, isNew);
  const known = await device.connection.run((db) => db.get('people', id));
  const vanished = is_new && known?.has_database === true;
  if (vanished) await noteLoss(device, id);
  if (is_new) await begin(store, vanished);
  await markHasDatabase(device, id);
  rememberUse();
  return readLoss(device, id);
}

export const noteLoss = (device: DeviceStore, person_id: string): Promise<void> =>
  saveKept(device, `loss:${person_id}`, { at: new Date().toISOString(), read: false });

/** The person has read that something is gone. */
export async function markLossRead(device: DeviceStore, person_id: string): Promise<void> {
  const loss = await readKept(device, `loss:${person_id}`);
  if (loss) await saveKept(device, `loss:${person_id}`, { ...loss, read: true });
}

const A_DAY = 24 * 3_600_000;

async function readLoss(device: DeviceStore, person_id: string): Promise<Loss | null> {
  const loss = await readKept(device, `loss:${person_id}`);
  if (loss === null || !loss.read || Date.now() - Date.parse(loss.at) < A_DAY) return loss;
  await deleteKept(device, `loss:${person_id}`);
  return null;
}

/** Browsers that clear a site's storage for room leave its cookies: this one says that there was something. */
const USED = 'doorstep_used';

function rememberUse(): void {
  if (typeof document !== 'undefined') setCookie(`${USED}=1; Max-Age=34560000`);
}

/** Nobody is left on this phone because all were taken off it in order. */
export function forgetUse(): void {
  if (typeof document !== 'undefined') setCookie(`${USED}=; Max-Age=0`);
}

function setCookie(text: string): void {
  document.cookie = `${text}; Path=/; SameSite=Strict`;
}

/** Somebody used this phone, and not even that is known here any more. */
export async function isEmptied(device: DeviceStore): Promise<boolean> {
  const was_used = typeof document !== 'undefined' && String(document.cookie).includes(`${USED}=1`);
  return was_used && (await device.connection.run((db) => db.count('people'))) === 0;
}

/** A lost database knew how far this device had numbered: go on from where it cannot have been. */
const begin = (store: PersonStore, vanished: boolean): Promise<void> =>
  write(store, 'strict', async (tx) => {
    saveMeta(tx, 'begun_at', new Date().toISOString());
    if (vanished) saveMeta(tx, 'next_number', Math.floor(Date.now() / 1000));
  });

/** Those of an earlier release have numbers, or a time of contact, and no time of beginning. */
async function isNew(tx: Reading): Promise<boolean> {
  const known = [readMeta(tx, 'begun_at'), readMeta(tx, 'next_number'), readMeta(tx, 'clock')];
  return (await Promise.all(known)).every((value) => value === undefined);
}

const managerOf = (): StorageManager | undefined =>
  typeof navigator === 'undefined' ? undefined : (navigator.storage as StorageManager | undefined);
