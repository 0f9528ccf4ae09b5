/** Rows put right at an unlock: those an older release left in clear, and those the server could not open. */
import type { Time } from '../domain';
import { closeGlances } from './glances';
import { read, readMeta, saveMeta, write, type PersonStore, type Reading } from './person-store';
import type { Content, Kept, OutboxClear, TableName } from './tables';

const small: readonly TableName[] = ['outbox', 'attention', 'drafts', 'sent'];
const AT_A_TIME = 100;

/** A piece at a time; killed half-way, what is left is closed at the next unlock. Mostly there is none, and
 * looking for it keeps no screen from reading. */
export async function closeLeftovers(store: PersonStore): Promise<void> {
  for (const name of small) await closeTable(store, name);
  if (await read(store, (tx) => readMeta(tx, 'records_closed'))) return;
  await closeTable(store, 'records');
  await write(store, 'relaxed', async (tx) => saveMeta(tx, 'records_closed', true));
}

async function closeTable(store: PersonStore, name: TableName): Promise<void> {
  let closed = (await hasOpen(store, name)) ? AT_A_TIME : 0;
  while (closed === AT_A_TIME) closed = await closeSome(store, name);
}

/** After an update, or a write while locked: put together once, so that the next unlock has them. */
export async function keepGlances(store: PersonStore): Promise<void> {
  if (await read(store, areKept)) return;
  await write(store, 'relaxed', async (tx) => {
    const revision = (await readMeta(tx, 'revision')) ?? '';
    const kept = await closeGlances(store.keys, { revision, all: await tx.glances() });
    if (kept) saveMeta(tx, 'glances', kept);
  });
}

async function areKept(tx: Reading): Promise<boolean> {
  const kept = await readMeta(tx, 'glances');
  return kept?.revision === ((await readMeta(tx, 'revision')) ?? '');
}

const hasOpen = (store: PersonStore, name: TableName): Promise<boolean> =>
  read(store, async (tx) => (await openRows(tx, name)).length > 0);

const closeSome = (store: PersonStore, name: TableName): Promise<number> =>
  write(store, 'strict', async (tx) => {
    const open = (await openRows(tx, name)).slice(0, AT_A_TIME);
    for (const row of open) tx.kept[name].put(row as never);
    return open.length;
  });

async function openRows(tx: Reading, name: TableName): Promise<{ content: Content }[]> {
  const rows: { content: Content }[] = await tx.kept[name].getAll();
  return rows.filter(({ content }) => 'plain' in content);
}

/** Said by the server of one that it could not read or believe: sealed and signed again, under its id. */
const not_read = ['cannot-be-opened', 'not-proven'];

/** Waiting changes that have no seal yet, or need another. */
export async function sealWaiting(store: PersonStore): Promise<void> {
  const needs = await read(store, async (tx) => (await tx.kept.outbox.getAll()).some(needsSeal));
  if (!needs) return;
  await write(store, 'strict', async (tx) => {
    for (const row of await tx.kept.outbox.getAll()) {
      if (needsSeal(row)) tx.kept.outbox.put({ ...row, sealed: null });
    }
  });
}

const needsSeal = (row: Kept<OutboxClear>): boolean =>
  row.state === 'waiting' &&
  !('lost' in row.content) &&
  (row.sealed === null || not_read.includes(row.outcome?.reason?.code ?? ''));

/** A new vault in place of one that nobody can open: what waits is sent all the same, and said to be unreadable. */
export async function markLost(store: PersonStore): Promise<void> {
  const content = { lost: true } as const;
  await write(store, 'strict', async (tx) => {
    for (const name of ['outbox', 'sent', 'attention'] as const) {
      for (const row of await closedRows(tx, name)) tx.kept[name].put({ ...row, content } as never);
    }
    const drafts = await tx.kept.drafts.getAll();
    for (const row of drafts.filter(isClosed)) tx.kept.drafts.delete(row.form);
  });
}

/** What nobody could read or send any more without the PIN. Countable without it. */
export interface ToLose {
  /** Changes that were saved before this phone had met the letterbox: closed, and not sealed for the server. */
  never_sent: number;
  oldest_at: Time | null;
  half_written: number;
}

export async function readToLose(store: PersonStore): Promise<ToLose> {
  return read(store, async (tx) => {
    const rows = (await tx.kept.outbox.getAll()).filter(isClosed).filter(isOnlyHere);
    const drafts = (await tx.kept.drafts.getAll()).filter(isClosed);
    const oldest_at = rows.map((row) => row.saved_at).sort()[0] ?? null;
    return { never_sent: rows.length, oldest_at, half_written: drafts.length };
  });
}

const isOnlyHere = ({ state, sealed }: OutboxClear): boolean =>
  state === 'waiting' && sealed === null;

async function closedRows(tx: Reading, name: TableName): Promise<{ content: Content }[]> {
  const rows: { content: Content }[] = await tx.kept[name].getAll();
  return rows.filter(isClosed);
}

const isClosed = ({ content }: { content: Content }): boolean => 'nonce' in content;
