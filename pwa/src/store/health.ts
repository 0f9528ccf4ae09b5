/** Whether the phone can be trusted to keep things: persistence, room, and a database that vanished. */
import { markHasDatabase, type DeviceStore } from './device-store';
import { read, readMeta, saveMeta, write, type PersonStore, type Reading } from './person-store';
import { attempt, type StorageTrouble } from './trouble';

export interface StorageHealth {
  /** False: the browser may clear it. null: it does not say. */
  persistent: boolean | null;
  used: number | null;
  room: number | null;
  /** Records were kept here before and are gone: the person is told. */
  vanished: boolean;
  trouble: StorageTrouble | null;
}

/** Asked at start, and again from a tap: browsers say yes more readily then. */
export async function askToPersist(): Promise<boolean | null> {
  const storage = managerOf();
  if (!storage?.persist) return null;
  return (await storage.persisted()) || (await storage.persist());
}

/** At start, before anything is written. How much room there is takes longer: see `measureStorage`. */
export async function checkStorage(
  device: DeviceStore,
  store: PersonStore,
): Promise<StorageHealth> {
  const opened = await attempt(() => openAndCompare(device, store));
  const vanished = opened.kind === 'saved' && opened.value;
  const trouble = opened.kind === 'saved' ? null : opened.why;
  return { persistent: null, used: null, room: null, vanished, trouble };
}

export async function measureStorage(health: StorageHealth): Promise<StorageHealth> {
  const storage = managerOf();
  if (!storage?.estimate) return health;
  const { usage = 0, quota = 0 } = await storage.estimate();
  return { ...health, persistent: await storage.persisted(), used: usage, room: quota - usage };
}

/** True when the device remembers a database of this person and finds one that was never begun. */
async function openAndCompare(device: DeviceStore, store: PersonStore): Promise<boolean> {
  const is_new = await read(store, isNew);
  const known = await device.connection.run((db) => db.get('people', store.person.id));
  const vanished = is_new && known?.has_database === true;
  if (is_new) await begin(store, vanished);
  await markHasDatabase(device, store.person.id);
  return vanished;
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
