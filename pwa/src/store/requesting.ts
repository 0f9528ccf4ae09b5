/** What the next request carries: which changes, and what to ask for. */
import type { Change, Reason, Repair, SealedChange, SyncRequest, Time } from '../domain';
import { isWaiting } from './outbox-view';
import { feedsToMend, LOST } from './keys';
import type { Offered } from './outcomes';
import {
  read,
  readMeta,
  saveMeta,
  write,
  type PersonStore,
  type Reading,
  type Transaction,
} from './person-store';
import type { Kept, OutboxClear } from './tables';

const A_DAY = 24 * 3_600_000;

/** A waiting change as it can be posted: sealed where the server has told its key, else in plain. */
export interface Posting {
  id: string;
  record_id: string;
  depends_on: string[];
  urgent: boolean;
  size: number;
  wire: Change | SealedChange;
}

/** Waiting changes in the order to offer them: what an urgent one needs, the urgent one, the rest. */
export interface ToOffer {
  /** Creates that the urgent ones name, to go in an ordinary request before them. */
  needed: Posting[];
  /** Each goes alone. */
  urgent: Posting[];
  rest: Posting[];
}

/** `offered` were offered in this drain already: a held one waits for the next. */
export async function readToOffer(store: PersonStore, offered: Set<string>): Promise<ToOffer> {
  const waiting = await read(store, async (tx) => {
    const rows = (await tx.kept.outbox.getAll()).filter(isWaiting);
    const open = rows.filter((row) => !offered.has(row.id));
    const fresh = open.filter((row) => row.outcome === null);
    const answered = open.filter((row) => row.outcome !== null).sort(longestNotOffered);
    const postings = [...fresh, ...answered].map((row) => postingOf(tx, row));
    return (await Promise.all(postings)).filter((posting) => posting !== null);
  });
  const urgent = waiting.filter((posting) => posting.urgent);
  const ids = closure(urgent, waiting);
  return {
    needed: waiting.filter(({ id, urgent }) => ids.has(id) && !urgent),
    urgent,
    rest: waiting.filter(({ id }) => !ids.has(id)),
  };
}

/** Null for one that only its vault can open: it waits for the unlock. */
async function postingOf(tx: Reading, row: Kept<OutboxClear>): Promise<Posting | null> {
  const { id, record_id, depends_on, urgent, sealed } = row;
  const common = { id, record_id, depends_on, urgent };
  if (sealed) return { ...common, size: sealed.box.length + ENVELOPE, wire: { id, sealed } };
  if ('lost' in row.content || !(tx.unlocked || 'plain' in row.content)) return null;
  const opened = await tx.rows.outbox.get(row.number);
  const is_whole = opened !== undefined && (opened.change.kind as string) !== LOST.kind;
  return is_whole ? { ...common, size: row.size, wire: opened.change } : null;
}

const ENVELOPE = 500;

/** PROTOCOL 17.3: a hundred held changes must not fill every request. */
const longestNotOffered = (one: OutboxClear, other: OutboxClear): number =>
  (one.tried_at ?? '').localeCompare(other.tried_at ?? '') || one.number - other.number;

/** The urgent ones and all that they depend on, through and through. */
function closure(urgent: Posting[], waiting: Posting[]): Set<string> {
  const by_id = new Map(waiting.map((posting) => [posting.id, posting]));
  const ids = new Set<string>();
  const add = (posting: Posting): void => {
    if (ids.has(posting.id)) return;
    ids.add(posting.id);
    posting.depends_on.flatMap((id) => by_id.get(id) ?? []).forEach(add);
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
    const is_due = checked_at === undefined || isDayFrom(now, checked_at);
    const cursor = (await readMeta(tx, 'cursor')) ?? null;
    const refresh = [
      ...new Set([...((await readMeta(tx, 'refresh')) ?? []), ...feedsToMend(store.keys)]),
    ];
    const repaired = (await readMeta(tx, 'repaired')) ?? [];
    const sign_outs = (await readMeta(tx, 'sign_outs')) ?? 0;
    return { sign_outs, pull: { cursor, check_all: is_due && cursor !== null, refresh }, repaired };
  });
}

/** Either way: a clock that was a day fast and was put right must not put the check off. */
const isDayFrom = (now: Date, at: Time): boolean =>
  Math.abs(now.getTime() - Date.parse(at)) > A_DAY;

/** The server has heard of these repairs. */
export async function forgetTold(tx: Transaction, asked: Asking): Promise<void> {
  const told = new Set(asked.repaired.map((repair) => repair.feed));
  const repaired = (await readMeta(tx, 'repaired')) ?? [];
  const untold = repaired.filter((repair) => !told.has(repair.feed));
  if (untold.length < repaired.length) saveMeta(tx, 'repaired', untold);
}

/** A try without an answer is counted, so that the outbox can say so. */
export async function markTried(
  store: PersonStore,
  offered: readonly Offered[],
  at: Date,
): Promise<void> {
  const ids = new Set(offered.map(({ id }) => id));
  await write(store, 'relaxed', async (tx) => {
    const { outbox } = tx.kept;
    for (const row of await outbox.getAll()) {
      if (!ids.has(row.id) || !isWaiting(row)) continue;
      outbox.put({ ...row, tries: row.tries + 1, tried_at: at.toISOString() });
    }
  });
}

/** The server turned the request down because of this change alone: it stays, with the reason, for a person. */
export async function markTurnedDown(
  store: PersonStore,
  { id, record_id }: Pick<Posting, 'id' | 'record_id'>,
  reason: Reason,
  at: Date,
): Promise<void> {
  const outcome = { ...turned_down, id, record_id, reason };
  await write(store, 'relaxed', async (tx) => {
    const [row] = await tx.kept.outbox.of('id', id);
    if (!row || !isWaiting(row)) return;
    const tried_at = at.toISOString();
    tx.kept.outbox.put({ ...row, tries: row.tries + 1, tried_at, outcome });
  });
}

const turned_down = { status: 'held' as const, version: null, late: false };
