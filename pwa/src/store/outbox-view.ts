/** What waits, what was sent, what needs the person: for the outbox screen and the bar. */
import { keepReading, timeNow } from '../domain';
import type { Change, ClockReading, Reason, Time } from '../domain';
import { latestFirst } from './in-order';
import { in_worker } from './in-worker';
import { LOST } from './keys';
import { localGlances, readOverlay } from './local-view';
import { read, readMeta, write, type PersonStore, type Reading } from './person-store';
import { announce } from './redraw';
import type { AttentionClear, AttentionRow, OutboxClear, OutboxRow, SentRow } from './tables';

export { isUrgent } from './urgent';

/** waiting: not offered yet. tried: offered, no answer. held: the server has it and cannot settle it yet. */
export type WaitingState = 'waiting' | 'tried' | 'held';

export interface WaitingRow {
  change: Change;
  state: WaitingState;
  saved_at: Time;
  tried_at: Time | null;
  tries: number;
  reason: Reason | null;
  /** An urgent request that the server does not have. */
  untold: boolean;
  /** Null: it can be read here. Else what is left of it: a sealed copy for the server, or nothing. */
  unreadable: 'still-sent' | 'lost' | null;
}

export interface OutboxView {
  /** In the order they will be sent, urgent ones first. */
  waiting: WaitingRow[];
  /** Refused for ever, or a value kept beside another: needs a person. */
  attention: AttentionRow[];
  /** Refused, and the person has dealt with it: never sent, so it stays in sight. Latest first. */
  dealt_with: AttentionRow[];
  /** Settled in the last 7 days, latest first; what is offered again to a restored server is waiting instead. */
  sent: SentRow[];
}

export interface Counts {
  waiting: number;
  urgent_waiting: number;
  /** Urgent requests that the server does not have. */
  untold: number;
  /** When somebody at the police was spoken to about all of those; null while about one nobody was. */
  police_spoken_at: Time | null;
  attention: number;
  /** Refused and dealt with: nothing to do, and still not sent. */
  not_taken: number;
  unread_alerts: number;
  oldest_waiting_at: Time | null;
  last_contact_at: Time | null;
  complete_at: Time | null;
  /** Rows that are damaged on the disk, as far as they were looked at. */
  unreadable: number;
  /** The server was restored from a backup, and what was sent lately is sent again. */
  restored_at: Time | null;
  /** How far this phone's clock was from the server's, when last in contact. */
  clock: ClockReading | null;
}

/** By the request itself, not by the change: one that has arrived is told, whatever still waits for it. */
export async function readUntold(tx: Reading, waiting: OutboxClear[]): Promise<Set<string>> {
  const untold = new Set<string>();
  for (const { id, raises, record_id } of waiting) {
    if (raises && !(await tx.kept.records.has(record_id))) untold.add(id);
  }
  return untold;
}

const isOpen = (row: AttentionClear): boolean => row.done_at === null;
const isNotTaken = (row: AttentionClear): boolean =>
  row.done_at !== null && row.outcome.status === 'refused';

export async function readOutbox(store: PersonStore): Promise<OutboxView> {
  return read(store, async (tx) => {
    const rows = (await tx.rows.outbox.getAll()).filter(isWaiting);
    const attention = await tx.rows.attention.getAll();
    const sent = (await tx.rows.sent.getAll()).sort(latestFirst((row) => row.at));
    const untold = await readUntold(tx, rows);
    const offered_again = new Set(rows.map((row) => row.id));
    const first = rows.filter((row) => row.urgent);
    const rest = rows.filter((row) => !row.urgent);
    return {
      waiting: [...first, ...rest].map((row) => waitingRow(row, untold.has(row.id))),
      attention: attention.filter(isOpen),
      dealt_with: attention.filter(isNotTaken).sort(latestFirst((row) => row.done_at ?? row.at)),
      sent: sent.filter((row) => !offered_again.has(row.id)),
    };
  });
}

export async function readCounts(store: PersonStore): Promise<Counts> {
  return read(store, async (tx) => {
    const waiting = (await tx.kept.outbox.getAll()).filter(isWaiting);
    const attention = await tx.kept.attention.getAll();
    return {
      waiting: waiting.length,
      urgent_waiting: waiting.filter((row) => row.urgent).length,
      ...(await readTold(tx, waiting)),
      attention: attention.filter(isOpen).length,
      not_taken: attention.filter(isNotTaken).length,
      unread_alerts: await unreadAlerts(store, tx),
      oldest_waiting_at: waiting[0]?.saved_at ?? null,
      last_contact_at: (await readMeta(tx, 'last_contact_at')) ?? null,
      complete_at: (await readMeta(tx, 'complete_at')) ?? null,
      unreadable: store.keys.unreadable.size,
      restored_at: (await readMeta(tx, 'restored_at')) ?? null,
      clock: await readClock(tx),
    };
  });
}

/** What a locked phone knows of it too. */
export async function readTold(
  tx: Reading,
  waiting: OutboxClear[],
): Promise<Pick<Counts, 'untold' | 'police_spoken_at'>> {
  const untold = (await readUntold(tx, waiting)).size;
  return { untold, police_spoken_at: (await readMeta(tx, 'police_spoken_at')) ?? null };
}

/** How far out this phone is: known from here on wherever the time is asked. */
async function readClock(tx: Reading): Promise<ClockReading | null> {
  const clock = (await readMeta(tx, 'clock')) ?? null;
  keepReading(clock);
  return clock;
}

/** Locked, nobody can say how many were read. */
async function unreadAlerts(store: PersonStore, tx: Reading): Promise<number> {
  if (in_worker || !tx.unlocked) return 0;
  const alerts = await localGlances(store, tx, await readOverlay(tx), 'alert');
  return alerts.filter((alert) => !alert.opened_at).length;
}

/** The person has dealt with it; the row and what it says stay on the phone. */
export async function markAttentionDone(store: PersonStore, id: string): Promise<void> {
  await write(store, 'strict', async (tx) => {
    const row = await tx.kept.attention.get(id);
    if (row) tx.kept.attention.put({ ...row, done_at: timeNow().toISOString() });
  });
  announce('outbox');
}

export const isWaiting = (row: OutboxClear): boolean => row.state === 'waiting';

function waitingRow(row: OutboxRow, untold: boolean): WaitingRow {
  const { change, saved_at, tried_at, tries } = row;
  const held = row.outcome?.status === 'held';
  const state = held ? 'held' : tries > 0 ? 'tried' : 'waiting';
  const reason = row.outcome?.reason ?? null;
  const is_lost = (change.kind as string) === LOST.kind;
  const unreadable = is_lost ? (row.sealed ? 'still-sent' : 'lost') : null;
  return { change, state, saved_at, tried_at, tries, reason, untold, unreadable };
}
