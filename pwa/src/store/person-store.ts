/** One person's database on this phone. */
import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { Person } from '../domain';
import { connect, type Connection } from './database';
import type { MetaKey, MetaValues, PersonTables } from './tables';

export interface PersonStore {
  readonly person: Person;
  readonly device_id: string;
  readonly connection: Connection<PersonTables>;
}

export type Transaction = IDBPTransaction<PersonTables, StoreNames<PersonTables>[], 'readwrite'>;
export type Reading = IDBPTransaction<
  PersonTables,
  StoreNames<PersonTables>[],
  'readonly' | 'readwrite'
>;

export const databaseName = (person_id: string): string => `doorstep-${person_id}`;

const VERSION = 1;

/** Upgrades only ever add: an outbox written by an older release stays readable. */
export function openPerson(person: Person, device_id: string): PersonStore {
  const connection = connect<PersonTables>(databaseName(person.id), VERSION, (db) => {
    makeRecords(db);
    const outbox = db.createObjectStore('outbox', { keyPath: 'number' });
    outbox.createIndex('id', 'change.id', { unique: true });
    db.createObjectStore('attention', { keyPath: 'id' });
    db.createObjectStore('drafts', { keyPath: 'form' });
    db.createObjectStore('meta');
    db.createObjectStore('sent', { keyPath: 'id' }).createIndex('at', 'at');
  });
  return { person, device_id, connection };
}

/** Indexed by what Today asks for: a caseload of years must not slow the first screen. */
function makeRecords(db: IDBPDatabase<PersonTables>): void {
  const records = db.createObjectStore('records', { keyPath: 'id' });
  records.createIndex('feed', 'feed');
  records.createIndex('type', 'type');
  records.createIndex('status', ['type', 'fields.status']);
  records.createIndex('ended', ['type', 'fields.ended_at']);
  records.createIndex('attempt', ['type', 'fields.next_attempt_at']);
  records.createIndex('visit', ['type', 'fields.visit_id']);
  records.createIndex('child', ['type', 'fields.child_id']);
}

const everything: StoreNames<PersonTables>[] = [
  'records',
  'outbox',
  'attention',
  'drafts',
  'meta',
  'sent',
];

/** Writes that must survive a dead battery are `strict`: on the disk before they are called saved. */
export function write<T>(
  store: PersonStore,
  durability: 'strict' | 'relaxed',
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return store.connection.run(async (db) => {
    const tx = db.transaction(everything, 'readwrite', { durability });
    try {
      const value = await work(tx);
      await tx.done;
      return value;
    } catch (error) {
      const cause = tx.error ?? error; // "no room" rather than the "aborted" that follows from it
      await abandon(tx);
      throw cause;
    }
  });
}

export function read<T>(store: PersonStore, work: (tx: Reading) => Promise<T>): Promise<T> {
  return store.connection.run(async (db) => {
    const tx = db.transaction(everything, 'readonly');
    const value = await work(tx as unknown as Reading);
    await tx.done;
    return value;
  });
}

export async function readMeta<K extends MetaKey>(
  tx: Reading | Transaction,
  key: K,
): Promise<MetaValues[K] | undefined> {
  return (await tx.objectStore('meta').get(key)) as MetaValues[K] | undefined;
}

export async function saveMeta<K extends MetaKey>(
  tx: Transaction,
  key: K,
  value: MetaValues[K],
): Promise<void> {
  await tx.objectStore('meta').put(value, key);
}

/** All or nothing: what was written before the fault goes with it. */
async function abandon(tx: Transaction): Promise<void> {
  try {
    tx.abort();
  } catch {
    // already aborted by the fault itself
  }
  await tx.done.catch(() => undefined);
}
