/** Whether the phone can be trusted to keep things: persistence, room, and a database that vanished. */
import { markHasDatabase, type DeviceStore } from './device-store';
import { databaseName, read, type PersonStore } from './person-store';
import { attempt, type StorageTrouble } from './trouble';

export interface StorageHealth {
  /** False: the browser may clear it. null: it does not say. */
  persistent: boolean | null;
  used: number | null;
  room: number | null;
  /** Records were kept here before and are gone: the person and the server are told. */
  vanished: boolean;
  trouble: StorageTrouble | null;
}

/** Asked at start, and again from a tap: browsers say yes more readily then. */
export async function askToPersist(): Promise<boolean | null> {
  const storage = managerOf();
  if (!storage?.persist) return null;
  return (await storage.persisted()) || (await storage.persist());
}

export async function checkStorage(
  device: DeviceStore,
  store: PersonStore,
): Promise<StorageHealth> {
  const opened = await attempt(() => openAndCompare(device, store));
  const estimate = await managerOf()?.estimate?.();
  const used = estimate?.usage ?? null;
  return {
    persistent: (await managerOf()?.persisted?.()) ?? null,
    used,
    room: estimate?.quota === undefined || used === null ? null : estimate.quota - used,
    vanished: opened.kind === 'saved' && opened.value,
    trouble: opened.kind === 'saved' ? null : opened.why,
  };
}

/** True when the device remembers a database of this person and it had to be made anew. */
async function openAndCompare(device: DeviceStore, store: PersonStore): Promise<boolean> {
  await read(store, (tx) => tx.objectStore('meta').count());
  const made_now = store.connection.made_now();
  const known = await device.connection.run((db) => db.get('people', store.person.id));
  await markHasDatabase(device, store.person.id);
  return made_now && known?.has_database === true;
}

/** Did this person ever keep records here, as far as the browser will say? */
export async function hasDatabase(person_id: string): Promise<boolean> {
  const all = (await indexedDB.databases?.()) ?? [];
  return all.some((one) => one.name === databaseName(person_id));
}

const managerOf = (): StorageManager | undefined =>
  typeof navigator === 'undefined' ? undefined : (navigator.storage as StorageManager | undefined);
