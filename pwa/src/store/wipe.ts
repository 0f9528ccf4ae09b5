/** Wiping one person's part of this phone, on the order of whoever looks after it: keys, data, the rest. */
import { deleteDB } from 'idb';
import type { Outcome } from '../domain';
import type { DeviceStore } from './device-store';
import { forgetUse } from './health';
import { databaseName, read, write, type PersonStore } from './person-store';
import { announce } from './redraw';
import type { MetaKey, OutboxClear } from './tables';
import { marksOf } from './try-count';

/** What opens everything else, in the table `kept`; destroyed before anything else. */
const KEYS = ['vault', 'tries', 'letterbox', 'registered', 'lease', 'loss', 'alerts_tried'];

/** All but what numbering and posting go on with: `begun_at`, `next_number`, `clock`. */
const forgotten: readonly MetaKey[] = [
  'cursor',
  'last_contact_at',
  'complete_at',
  'dropping',
  'refresh',
  'repaired',
  'refreshed_at',
  'checked_all_at',
  'police_spoken_at',
];

/** Everything that can be read goes now; what waits stays until the server has it. */
export async function wipePulled(device: DeviceStore, store: PersonStore): Promise<void> {
  await destroyKeys(device, store.person.id);
  await write(store, 'strict', async (tx) => {
    for (const name of ['records', 'attention', 'drafts', 'sent'] as const) tx.kept[name].clear();
    for (const key of forgotten) tx.meta.delete(key);
  });
  announce('records');
}

async function destroyKeys(device: DeviceStore, person_id: string): Promise<void> {
  await device.connection.run(async (db) => {
    const tx = db.transaction('kept', 'readwrite', { durability: 'strict' });
    for (const key of KEYS) await tx.store.delete(`${key}:${person_id}`);
    await tx.store.delete(marksOf(person_id));
    await tx.done;
  });
}

/** How many changes the server does not have yet in any form. */
export async function countNotHandedIn(store: PersonStore): Promise<number> {
  const rows = await read(store, (tx) => tx.kept.outbox.getAll());
  return rows.filter((row) => !isHandedIn(row)).length;
}

const isHandedIn = ({ state, outcome }: OutboxClear): boolean =>
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
  if ((await device.connection.run((db) => db.count('people'))) === 0) forgetUse();
  announce('device');
}
