/** The end of a piece of work: what it wrote is closed and sealed, then lands in one transaction. */
import type { IDBPDatabase, IDBPTransaction, StoreNames } from 'idb';
import type { Change } from '../domain';
import { forms, type Form } from './forms-of-rows';
import { nextGlances, type KnownGlances } from './glances';
import { closeContent, LOST, openContent, type Keys } from './keys';
import type { AllStaged } from './person-store';
import type { Staged } from './staged';
import type { MetaKey, OnDisk, PersonTables, TableName } from './tables';

type Writing = IDBPTransaction<PersonTables, StoreNames<PersonTables>[], 'readwrite'>;

const names: readonly TableName[] = ['records', 'outbox', 'attention', 'drafts', 'sent'];

export async function applyStaged(
  db: IDBPDatabase<PersonTables>,
  keys: Keys,
  staged: AllStaged,
  durability: 'strict' | 'relaxed',
): Promise<void> {
  await sealForServer(keys, staged.tables.outbox);
  const known = await stageGlances(db, keys, staged);
  for (const name of names) await closeRows(keys, name, staged.tables[name]);
  const touched = names.filter((name) => isTouched(staged.tables[name]));
  const stores = staged.meta.size > 0 ? [...touched, 'meta' as const] : touched;
  if (stores.length > 0) await applyIn(db.transaction(stores, 'readwrite', { durability }), staged);
  if (known) keys.glances.known = known;
}

/** With the rows that they were taken from, or not at all. */
async function stageGlances(
  db: IDBPDatabase<PersonTables>,
  keys: Keys,
  { tables, meta }: AllStaged,
): Promise<KnownGlances | null> {
  const next = await nextGlances(keys, (key: MetaKey) => db.get('meta', key), tables.records);
  if (next === null) return null;
  meta.set('revision', next.revision);
  meta.set('glances', next.kept);
  if (keys.held === 'plain') meta.set('records_closed', undefined);
  return next.known;
}

async function applyIn(tx: Writing, { tables, meta }: AllStaged): Promise<void> {
  try {
    for (const name of names) if (isTouched(tables[name])) putRows(tx, name, tables[name]);
    for (const [key, value] of meta) putMeta(tx, key, value);
    await tx.done;
  } catch (error) {
    const cause = tx.error ?? error; // "no room" rather than the "aborted" that follows from it
    await abandon(tx);
    throw cause;
  }
}

export const isTouched = ({ rows, cleared }: Staged<unknown>): boolean => cleared || rows.size > 0;

type Row = OnDisk['outbox'];

/** A change that waits carries what the server opens, from the moment it is saved. */
async function sealForServer(keys: Keys, { rows }: Staged<Row>): Promise<void> {
  const { held } = keys;
  if (typeof held === 'string') return;
  for (const [number, row] of rows) {
    if (row === null || !isToSeal(row)) continue;
    const change = (await openContent(keys, forms.outbox.about(row), row.content)) as Change;
    const sealed = (change as unknown) === LOST ? null : await held.sealChange(change);
    rows.set(number, { ...row, sealed: sealed?.sealed ?? null });
  }
}

const isToSeal = ({ state, sealed, content }: Row): boolean =>
  state === 'waiting' && sealed === null && !('lost' in content);

async function closeRows<Name extends TableName>(
  keys: Keys,
  name: Name,
  { rows }: Staged<OnDisk[Name]>,
): Promise<void> {
  const form: Form<Name> = forms[name];
  const closing = [...rows].map(async ([key, row]) => {
    if (row === null) return;
    const content = await closeContent(keys, form.about(row), row.content);
    if (content !== row.content) rows.set(key, { ...row, content });
  });
  await Promise.all(closing);
}

/** Faults are told by `done`; each request's own rejection is the same fault again. */
function putRows<Name extends TableName>(
  tx: Writing,
  name: Name,
  { rows, added, cleared }: Staged<OnDisk[Name]>,
): void {
  const table = tx.objectStore(name);
  const told = (asked: Promise<unknown>) => void asked.catch(() => undefined);
  if (cleared) told(table.clear());
  for (const [key, row] of rows) {
    if (row === null) told(table.delete(key as never));
    else told(added.has(key) ? table.add(row as never) : table.put(row as never));
  }
}

function putMeta(tx: Writing, key: string, value: unknown): void {
  const meta = tx.objectStore('meta');
  const asked = value === undefined ? meta.delete(key) : meta.put(value, key);
  asked.catch(() => undefined);
}

/** All or nothing: what was written before the fault goes with it. */
async function abandon(tx: Writing): Promise<void> {
  try {
    tx.abort();
  } catch {
    // already aborted by the fault itself
  }
  await tx.done.catch(() => undefined);
}
