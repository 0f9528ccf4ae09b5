/** What the next request carries: which changes, and what to ask for. */
import { type Change, type Reason, type Repair, type SyncRequest } from '../domain';
import { isUrgent, isWaiting } from './outbox-view';
import {
  read,
  readMeta,
  saveMeta,
  write,
  type PersonStore,
  type Transaction,
} from './person-store';
import type { OutboxRow } from './tables';

const A_DAY = 24 * 3_600_000;

/** Waiting changes in the order to offer them: what an urgent one needs, the urgent one, the rest. */
export interface ToOffer {
  /** Creates that the urgent ones name, to go in an ordinary request before them. */
  needed: Change[];
  /** Each goes alone. */
  urgent: Change[];
  rest: Change[];
}

/** `offered` were offered in this drain already: a held one waits for the next. */
export async function readToOffer(store: PersonStore, offered: Set<string>): Promise<ToOffer> {
  const rows = await read(store, (tx) => tx.objectStore('outbox').getAll());
  const open = rows.filter((row) => isWaiting(row) && !offered.has(row.change.id));
  const fresh = open.filter((row) => row.outcome === null);
  const answered = open.filter((row) => row.outcome !== null).sort(longestNotOffered);
  const waiting = [...fresh, ...answered].map(changeOf);
  const urgent = waiting.filter((change) => isUrgent(change));
  const ids = closure(urgent, waiting);
  return {
    needed: waiting.filter((change) => ids.has(change.id) && !isUrgent(change)),
    urgent,
    rest: waiting.filter((change) => !ids.has(change.id)),
  };
}

/** PROTOCOL 17.3: a hundred held changes must not fill every request. */
const longestNotOffered = (one: OutboxRow, other: OutboxRow): number =>
  (one.tried_at ?? '').localeCompare(other.tried_at ?? '') || one.number - other.number;

/** The urgent ones and all that they depend on, through and through. */
function closure(urgent: Change[], waiting: Change[]): Set<string> {
  const by_id = new Map(waiting.map((change) => [change.id, change]));
  const ids = new Set<string>();
  const add = (change: Change): void => {
    if (ids.has(change.id)) return;
    ids.add(change.id);
    change.depends_on.flatMap((id) => by_id.get(id) ?? []).forEach(add);
  };
  urgent.forEach(add);
  return ids;
}

export interface Asking {
  pull: NonNullable<SyncRequest['pull']>;
  repaired: Repair[];
  /** Sign-outs before it was asked. */
  sign_outs: number;
}

export async function readAsking(store: PersonStore, now: Date): Promise<Asking> {
  return read(store, async (tx) => {
    const checked_at = await readMeta(tx, 'checked_all_at');
    const is_due = checked_at === undefined || now.getTime() - Date.parse(checked_at) > A_DAY;
    const cursor = (await readMeta(tx, 'cursor')) ?? null;
    const refresh = (await readMeta(tx, 'refresh')) ?? [];
    const repaired = (await readMeta(tx, 'repaired')) ?? [];
    const sign_outs = (await readMeta(tx, 'sign_outs')) ?? 0;
    return { sign_outs, pull: { cursor, check_all: is_due && cursor !== null, refresh }, repaired };
  });
}

/** The server has heard of these repairs. */
export async function forgetTold(tx: Transaction, asked: Asking): Promise<void> {
  const told = new Set(asked.repaired.map((repair) => repair.feed));
  const repaired = (await readMeta(tx, 'repaired')) ?? [];
  const untold = repaired.filter((repair) => !told.has(repair.feed));
  if (untold.length < repaired.length) await saveMeta(tx, 'repaired', untold);
}

/** A try without an answer is counted, so that the outbox can say so. */
export async function markTried(store: PersonStore, changes: Change[], at: Date): Promise<void> {
  const ids = new Set(changes.map((change) => change.id));
  await write(store, 'relaxed', async (tx) => {
    const outbox = tx.objectStore('outbox');
    for (const row of await outbox.getAll()) {
      if (!ids.has(row.change.id) || !isWaiting(row)) continue;
      await outbox.put({ ...row, tries: row.tries + 1, tried_at: at.toISOString() });
    }
  });
}

/** The server turned the request down because of this change alone: it stays, with the reason, for a person. */
export async function markTurnedDown(
  store: PersonStore,
  change: Change,
  reason: Reason,
  at: Date,
): Promise<void> {
  const outcome = { ...turned_down, id: change.id, record_id: change.record_id, reason };
  await write(store, 'relaxed', async (tx) => {
    const row = await tx.objectStore('outbox').index('id').get(change.id);
    if (!row || !isWaiting(row)) return;
    const tried_at = at.toISOString();
    await tx.objectStore('outbox').put({ ...row, tries: row.tries + 1, tried_at, outcome });
  });
}

const turned_down = { status: 'held' as const, version: null, late: false };

const changeOf = (row: OutboxRow): Change => row.change;
