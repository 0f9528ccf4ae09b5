/** The tables of a person's database, and how an older release's become today's. */
import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { Change, PulledRecord } from '../domain';
import { clearOf, forms } from './forms-of-rows';
import type { AttentionRow, Draft, OutboxRow, PersonTables, SentRow } from './tables';

/** 4: every write of records counts, which a page of an older release would not know. It is shut out. */
export const VERSION = 4;

type Upgrading = IDBPTransaction<PersonTables, StoreNames<PersonTables>[], 'versionchange'>;

/** Nothing an older release wrote is lost: its rows stay, in clear until the first unlock closes them. */
export function upgradePerson(
  db: IDBPDatabase<PersonTables>,
  from: number,
  tx: Upgrading,
): void | Promise<void> {
  if (from < 3) db.createObjectStore('pictures', { keyPath: 'id' });
  if (from === 0) makeTables(db);
  else if (from === 1) return fromVersion1(tx);
}

function makeTables(db: IDBPDatabase<PersonTables>): void {
  const records = db.createObjectStore('records', { keyPath: 'id' });
  records.createIndex('feed', 'feed');
  records.createIndex('type', 'type');
  db.createObjectStore('outbox', { keyPath: 'number' }).createIndex('id', 'id', { unique: true });
  db.createObjectStore('attention', { keyPath: 'id' });
  db.createObjectStore('drafts', { keyPath: 'form' });
  db.createObjectStore('meta');
  db.createObjectStore('sent', { keyPath: 'id' }).createIndex('at', 'at');
}

/** In one transaction of the browser's: killed half-way, all is as it was, and begins again. */
async function fromVersion1(tx: Upgrading): Promise<void> {
  const records = tx.objectStore('records');
  for (const name of ['status', 'ended', 'attempt', 'visit', 'child']) {
    records.deleteIndex(name as 'feed');
  }
  const outbox = tx.objectStore('outbox');
  outbox.deleteIndex('id');
  await rewrite(tx, 'records', (row) => forms.records.close(row as PulledRecord));
  await rewrite(tx, 'outbox', (row) => {
    const before = row as Omit<OutboxRow, 'sealed'>;
    return forms.outbox.close({ ...before, ...clearOf(before.change), sealed: null });
  });
  await rewrite(tx, 'attention', (row) => forms.attention.close(row as AttentionRow));
  await rewrite(tx, 'sent', (row) => forms.sent.close(row as SentRow & { change: Change }));
  await rewrite(tx, 'drafts', (row) => forms.drafts.close(row as Draft));
  outbox.createIndex('id', 'id', { unique: true });
}

async function rewrite(
  tx: Upgrading,
  name: 'records' | 'outbox' | 'attention' | 'sent' | 'drafts',
  changed: (row: unknown) => unknown,
): Promise<void> {
  const table = tx.objectStore(name);
  let cursor = await table.openCursor();
  while (cursor) {
    await cursor.update(changed(cursor.value) as never);
    cursor = await cursor.continue();
  }
}
