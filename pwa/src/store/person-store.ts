/** One person's database on this phone. */
import type { IDBPDatabase } from 'idb';
import type { Person, PulledRecord } from '../domain';
import { connect, type Connection } from './database';
import { lookAtAll, readGlances, type Glances } from './glances';
import { keysOf, type Holding, type Keys } from './keys';
import { storeLock, withLock, withSharedLock } from './locks';
import { upgradePerson, VERSION } from './person-database';
import { applyStaged, isTouched } from './sealing';
import {
  fromDatabase,
  keptRows,
  nothingStaged,
  openedRows,
  readWhole,
  type Rows,
  type Staged,
} from './staged';
import type { MetaKey, MetaValues, OnDisk, Opened, PersonTables, TableName } from './tables';

export interface PersonStore {
  readonly person: Person;
  readonly device_id: string;
  readonly connection: Connection<PersonTables>;
  readonly keys: Keys;
}

export interface Reading {
  /** Rows as the app reads them. */
  readonly rows: { readonly [Name in TableName]: Rows<Opened[Name]> };
  /** The same as they lie on the disk, for who has no key. */
  readonly kept: { readonly [Name in TableName]: Rows<OnDisk[Name]> };
  readonly meta: Meta;
  /** What lists choose by, of the records as `rows` has them. */
  glances(): Promise<Glances>;
  readonly unlocked: boolean;
}

/** All that is written lands together at the end, or none of it. */
export type Transaction = Reading;

interface Meta {
  get(key: string): Promise<unknown>;
  put(value: unknown, key: string): void;
  delete(key: string): void;
}

export interface AllStaged {
  tables: { [Name in TableName]: Staged<OnDisk[Name]> };
  meta: Map<string, unknown>;
}

export const databaseName = (person_id: string): string => `doorstep-${person_id}`;

export function openPerson(
  person: Person,
  device_id: string,
  holding: Holding = 'plain',
): PersonStore {
  const connection = connect<PersonTables>(databaseName(person.id), VERSION, upgradePerson);
  return { person, device_id, connection, keys: keysOf(holding) };
}

/** Writes that must survive a dead battery are `strict`: on the disk before they are called saved. */
export function write<T>(
  store: PersonStore,
  durability: 'strict' | 'relaxed',
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const keys = { ...store.keys }; // what was begun unlocked is finished
  return withLock(storeLock(store.person.id), () =>
    store.connection.run(async (db) => {
      const staged = stagedNothing();
      const value = await work(looking(db, keys, staged));
      await applyStaged(db, keys, staged, durability);
      return value;
    }),
  );
}

export function read<T>(store: PersonStore, work: (tx: Reading) => Promise<T>): Promise<T> {
  const keys = { ...store.keys };
  return withSharedLock(storeLock(store.person.id), () =>
    store.connection.run((db) => work(looking(db, keys, stagedNothing()))),
  );
}

const stagedNothing = (): AllStaged => ({
  tables: {
    records: nothingStaged(),
    outbox: nothingStaged(),
    attention: nothingStaged(),
    drafts: nothingStaged(),
    sent: nothingStaged(),
  },
  meta: new Map(),
});

function looking(db: IDBPDatabase<PersonTables>, keys: Keys, staged: AllStaged): Reading {
  const { tables } = staged;
  const kept = {
    records: keptRows(fromDatabase(db, 'records'), 'records', tables.records),
    outbox: keptRows(readWhole(db), 'outbox', tables.outbox),
    attention: keptRows(fromDatabase(db, 'attention'), 'attention', tables.attention),
    drafts: keptRows(fromDatabase(db, 'drafts'), 'drafts', tables.drafts),
    sent: keptRows(fromDatabase(db, 'sent'), 'sent', tables.sent),
  };
  const rows = {
    records: openedRows('records', keys, kept.records),
    outbox: openedRows('outbox', keys, kept.outbox),
    attention: openedRows('attention', keys, kept.attention),
    drafts: openedRows('drafts', keys, kept.drafts),
    sent: openedRows('sent', keys, kept.sent),
  };
  const meta = metaOf(db, staged.meta);
  const glances = () => glancesOf(keys, meta, rows.records, isTouched(tables.records));
  return { rows, kept, meta, glances, unlocked: typeof keys.held !== 'string' };
}

/** What this piece of work has written itself is in no box yet. */
const glancesOf = (
  keys: Keys,
  meta: Meta,
  records: Rows<PulledRecord>,
  touched: boolean,
): Promise<Glances> => (touched ? lookAtAll(records) : readGlances(keys, meta.get, records));

const metaOf = (db: IDBPDatabase<PersonTables>, staged: Map<string, unknown>): Meta => ({
  get: async (key) => (staged.has(key) ? staged.get(key) : await db.get('meta', key)),
  put: (value, key) => void staged.set(key, value),
  delete: (key) => void staged.set(key, undefined),
});

export async function readMeta<K extends MetaKey>(
  tx: Reading,
  key: K,
): Promise<MetaValues[K] | undefined> {
  return (await tx.meta.get(key)) as MetaValues[K] | undefined;
}

export function saveMeta<K extends MetaKey>(tx: Transaction, key: K, value: MetaValues[K]): void {
  tx.meta.put(value, key);
}
