/**
 * What one piece of work reads and writes. A transaction of IndexedDB ends while cryptography is awaited, so
 * writes are gathered here, seen by later reads of the same work, and applied in one transaction at its end.
 * The store's lock keeps everybody else out meanwhile.
 */
import type { IDBPDatabase } from 'idb';
import { forms, type Form } from './forms-of-rows';
import { feedsToMend, LOST, openContent, type Keys } from './keys';
import { announce } from './redraw';
import type { OnDisk, Opened, PersonTables, TableName } from './tables';

type Key = string | number;

export interface Rows<Row> {
  get(key: Key): Promise<Row | undefined>;
  has(key: Key): Promise<boolean>;
  getAll(): Promise<Row[]>;
  /** By one of the table's indexes. */
  of(index: string, value: string): Promise<Row[]>;
  /** Fails for a key that is there: a number is never used twice. */
  add(row: Row): void;
  put(row: Row): void;
  delete(key: Key): void;
  clear(): void;
}

export interface Staged<Row> {
  readonly rows: Map<Key, Row | null>;
  readonly added: Set<Key>;
  cleared: boolean;
}

export const nothingStaged = <Row>(): Staged<Row> => ({
  rows: new Map(),
  added: new Set(),
  cleared: false,
});

export const key_paths = {
  records: 'id',
  outbox: 'number',
  attention: 'id',
  drafts: 'form',
  sent: 'id',
} as const;

/** Rows as they lie on the disk: readable locked, and moved without being opened. */
export function keptRows<Name extends TableName>(
  source: Source<OnDisk[Name]>,
  name: Name,
  staged: Staged<OnDisk[Name]>,
): Rows<OnDisk[Name]> {
  type Row = OnDisk[Name];
  const keyOf = (row: Row): Key => (row as unknown as Record<string, Key>)[key_paths[name]] as Key;
  const found = (rows: () => Promise<Row[]>, fits: (row: Row) => boolean) =>
    withStaged(staged, staged.cleared ? Promise.resolve([]) : rows(), keyOf, fits);
  return {
    ...reading(source, staged),
    getAll: () => found(source.getAll, () => true),
    of: (index, value) =>
      found(
        () => source.of(index, value),
        (row) => (row as unknown as Record<string, unknown>)[index] === value,
      ),
    ...changing(staged, keyOf),
  };
}

/** Where rows come from: the database, or a small table that was read whole. */
export type Source<Row> = Pick<Rows<Row>, 'get' | 'has' | 'getAll' | 'of'>;

export const fromDatabase = <Name extends TableName>(
  db: IDBPDatabase<PersonTables>,
  name: Name,
): Source<OnDisk[Name]> => ({
  get: async (key) => (await db.get(name, key as never)) as OnDisk[Name] | undefined,
  has: async (key) => (await db.getKey(name, key as never)) !== undefined,
  getAll: () => db.getAll(name) as Promise<OnDisk[Name][]>,
  of: (index, value) =>
    db.getAllFromIndex(name, index as never, value as never) as Promise<OnDisk[Name][]>,
});

/** The outbox is asked many things by one piece of work: read once, it saves as many trips. */
export function readWhole(db: IDBPDatabase<PersonTables>): Source<OnDisk['outbox']> {
  let reading: Promise<OnDisk['outbox'][]> | null = null;
  const whole = () => (reading ??= db.getAll('outbox'));
  const find = async (key: Key) => (await whole()).find((row) => row.number === key);
  return {
    get: find,
    has: async (key) => (await find(key)) !== undefined,
    getAll: async () => [...(await whole())],
    of: async (index, value) =>
      (await whole()).filter((row) => (row as unknown as Record<string, unknown>)[index] === value),
  };
}

function reading<Row>(source: Source<Row>, staged: Staged<Row>): Pick<Rows<Row>, 'get' | 'has'> {
  return {
    get: async (key) => {
      const own = staged.rows.get(key);
      return own !== undefined || staged.cleared ? (own ?? undefined) : source.get(key);
    },
    has: async (key) => {
      const own = staged.rows.get(key);
      return own !== undefined || staged.cleared ? Boolean(own) : source.has(key);
    },
  };
}

function changing<Row>(staged: Staged<Row>, keyOf: (row: Row) => Key) {
  return {
    put: (row: Row) => void staged.rows.set(keyOf(row), row),
    add: (row: Row) => {
      staged.rows.set(keyOf(row), row);
      staged.added.add(keyOf(row));
    },
    delete: (key: Key) => {
      staged.rows.set(key, null);
      staged.added.delete(key);
    },
    clear: () => {
      staged.rows.clear();
      staged.added.clear();
      staged.cleared = true;
    },
  };
}

async function withStaged<Row>(
  staged: Staged<Row>,
  reading: Promise<Row[]>,
  keyOf: (row: Row) => Key,
  fits: (row: Row) => boolean,
): Promise<Row[]> {
  const rows = await reading;
  if (staged.rows.size === 0) return rows;
  const others = rows.filter((row) => !staged.rows.has(keyOf(row)));
  const own = [...staged.rows.values()].filter((row): row is Row & object => row !== null);
  const all = [...others, ...own.filter(fits)];
  return all.sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/**
 * The same rows, opened. Where the key is not at hand the work fails rather than reads half. A row that is
 * damaged is noted, and left out unless it is a change: that is said to be there, and still sent.
 */
export function openedRows<Name extends TableName>(
  name: Name,
  keys: Keys,
  kept: Rows<OnDisk[Name]>,
): Rows<Opened[Name]> {
  const form: Form<Name> = forms[name];
  const open = (row: OnDisk[Name]) => openRow(form, keys, row);
  const openAll = async (rows: Promise<OnDisk[Name][]>) =>
    (await Promise.all((await rows).map(open))).filter((row) => row !== undefined);
  return {
    get: async (key) => kept.get(key).then((row) => row && open(row)),
    has: kept.has,
    getAll: () => openAll(kept.getAll()),
    of: (index, value) => openAll(kept.of(index, value)),
    put: (row) => void kept.put(form.close(row)),
    add: (row) => void kept.add(form.close(row)),
    delete: kept.delete,
    clear: kept.clear,
  };
}

async function openRow<Name extends TableName>(
  form: Form<Name>,
  keys: Keys,
  row: OnDisk[Name],
): Promise<Opened[Name] | undefined> {
  const about = form.about(row);
  const content = await openContent(keys, about, row.content);
  if (content === LOST && 'nonce' in row.content) note(keys, about, row);
  return content === LOST && !form.has_change ? undefined : form.open(row, content);
}

/** The first of a feed: it is asked for at once. */
function note(keys: Keys, about: string, row: object): void {
  const is_pulled = about.startsWith('record|') && 'feed' in row;
  const feed = is_pulled ? String(row.feed) : null;
  const is_news = feed !== null && !keys.came_again.has(feed) && !feedsToMend(keys).includes(feed);
  keys.unreadable.set(about, { feed });
  if (is_news) announce('outbox');
}
