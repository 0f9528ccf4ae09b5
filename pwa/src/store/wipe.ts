/** Wiping one person's part of this phone, on the order of whoever looks after it: keys, data, the rest. */
import { deleteDB } from 'idb';
import type { Outcome } from '../domain';
import type { DeviceStore } from './device-store';
import { databaseName, read, write, type PersonStore } from './person-store';
import { announce } from './redraw';
import type { MetaKey, OutboxRow } from './tables';

/** What opens everything else, in the table `kept`; destroyed before anything else. */
const KEYS = ['vault', 'lease'];

/** What numbering and posting go on with. */
const still_needed: readonly MetaKey[] = ['begun_at', 'next_number', 'clock'];

/** Everything that can be read goes now; what waits stays until the server has it. */
export async function wipePulled(device: DeviceStore, store: PersonStore): Promise<void> {
  await destroyKeys(device, store.person.id);
  await write(store, 'strict', async (tx) => {
    const kept = await Promise.all(
      still_needed.map(async (key) => [key, await tx.objectStore('meta').get(key)] as const),
    );
    for (const name of ['records', 'attention', 'drafts', 'sent', 'meta'] as const)
      await tx.objectStore(name).clear();
    for (const [key, value] of kept)
      if (value !== undefined) await tx.objectStore('meta').put(value, key);
  });
  announce('records');
}

async function destroyKeys(device: DeviceStore, person_id: string): Promise<void> {
  await device.connection.run(async (db) => {
    const tx = db.transaction('kept', 'readwrite', { durability: 'strict' });
    for (const key of KEYS) await tx.store.delete(`${key}:${person_id}`);
    await tx.done;
  });
}

/** How many changes the server does not have yet in any form. */
export async function countNotHandedIn(store: PersonStore): Promise<number> {
  const rows = await read(store, (tx) => tx.objectStore('outbox').getAll());
  return rows.filter((row) => !isHandedIn(row)).length;
}

const isHandedIn = ({ state, outcome }: OutboxRow): boolean =>
  state === 'settled' || (outcome?.status === 'held' && isKept(outcome));

/** Held: the server keeps it and settles it later, unless it could not even read or save it. */
const isKept = ({ reason }: Outcome): boolean =>
  !['server-trouble', 'cannot-be-opened', 'not-proven'].includes(reason?.code ?? '');

/** Nothing of this person is left: their database, their sign-in, that they were ever here. */
export async function wipeRest(device: DeviceStore, store: PersonStore): Promise<void> {
  const { id } = store.person;
  await destroyKeys(device, id);
  store.connection.close();
  await deleteDB(databaseName(id));
  await device.connection.run(async (db) => {
    const tables = ['people', 'sessions', 'kept'] as const;
    const tx = db.transaction(tables, 'readwrite', { durability: 'strict' });
    await tx.objectStore('people').delete(id);
    await tx.objectStore('sessions').delete(id);
    const kept = tx.objectStore('kept');
    if ((await kept.get('current_person')) === id) await kept.delete('current_person');
    await kept.delete('wipe');
    await tx.done;
  });
  announce('device');
}
