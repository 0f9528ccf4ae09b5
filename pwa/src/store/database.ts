/** An IndexedDB connection that comes back after the browser has dropped it. */
import {
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type OpenDBCallbacks,
  type StoreNames,
} from 'idb';

export interface Connection<Tables extends DBSchema> {
  readonly name: string;
  run<T>(work: (db: IDBPDatabase<Tables>) => Promise<T>): Promise<T>;
  close(): void;
}

type Upgrade<Tables extends DBSchema> = (
  db: IDBPDatabase<Tables>,
  from: number,
  tx: IDBPTransaction<Tables, StoreNames<Tables>[], 'versionchange'>,
) => void | Promise<void>;

type Upgrading<Tables extends DBSchema> = Parameters<
  NonNullable<OpenDBCallbacks<Tables>['upgrade']>
>;

interface Held<Tables extends DBSchema> {
  db: IDBPDatabase<Tables> | null;
  opening: Promise<IDBPDatabase<Tables>> | null;
  /** What stopped an upgrade: the browser itself then says no more than "aborted". */
  stopped_by: unknown;
}

type Opening<Tables extends DBSchema> = () => Promise<IDBPDatabase<Tables>>;

export function connect<Tables extends DBSchema>(
  name: string,
  version: number,
  upgrade: Upgrade<Tables>,
): Connection<Tables> {
  const held: Held<Tables> = { db: null, opening: null, stopped_by: null };
  const open = () => (held.opening ??= opened(held, name, version, safely(held, upgrade)));
  return {
    name,
    run: (work) => runAndRetry(held, open, work),
    close: () => {
      forget(held);
    },
  };
}

/** Half an upgrade is none: all stays as it was. */
const safely =
  <Tables extends DBSchema>(held: Held<Tables>, upgrade: Upgrade<Tables>): Upgrade<Tables> =>
  (db, from, tx) => {
    tx.done.catch(() => {
      held.stopped_by ??= tx.error;
    });
    Promise.resolve(upgrade(db, from, tx)).catch((error: unknown) => {
      held.stopped_by = tx.error ?? error;
      abort(tx);
    });
  };

/** The fault itself may have done it already. */
function abort(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/** Runs at once when open, so that a tap on a call link is written before the dialler opens. */
async function runAndRetry<Tables extends DBSchema, T>(
  held: Held<Tables>,
  open: Opening<Tables>,
  work: (db: IDBPDatabase<Tables>) => Promise<T>,
): Promise<T> {
  try {
    return await work(held.db ?? (await open()));
  } catch (error) {
    if (!isConnectionLost(error)) throw error;
    forget(held);
    return work(await open());
  }
}

/** A newer tab that upgrades closes this one; its next use opens again, or says VersionError. */
async function opened<Tables extends DBSchema>(
  held: Held<Tables>,
  name: string,
  version: number,
  upgrade: Upgrade<Tables>,
): Promise<IDBPDatabase<Tables>> {
  const end = () => {
    forget(held);
  };
  const upgrading = (...[db, from, , tx]: Upgrading<Tables>) => upgrade(db, from, tx);
  held.stopped_by = null;
  try {
    const callbacks = { upgrade: upgrading, blocking: end, terminated: end };
    held.db = await openDB<Tables>(name, version, callbacks);
    return held.db;
  } catch (error) {
    held.opening = null;
    throw held.stopped_by ?? error;
  }
}

function forget<Tables extends DBSchema>(held: Held<Tables>): void {
  held.db?.close();
  held.db = null;
  held.opening = null;
}

/** iOS: "Connection to Indexed Database server lost"; elsewhere a closed connection. */
function isConnectionLost(error: unknown): boolean {
  return (
    error instanceof DOMException && ['InvalidStateError', 'UnknownError'].includes(error.name)
  );
}
