/** What waits, what was sent, what needs the person: for the outbox screen and the bar. */
import type { Change, ClockReading, Reason, Time } from '../domain';
import { latestFirst } from './families';
import { localOfType, readOverlay } from './local-view';
import { read, readMeta, write, type PersonStore, type Reading } from './person-store';
import { announce } from './redraw';
import type { AttentionRow, OutboxRow, SentRow } from './tables';

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
  attention: number;
  /** Refused and dealt with: nothing to do, and still not sent. */
  not_taken: number;
  unread_alerts: number;
  oldest_waiting_at: Time | null;
  last_contact_at: Time | null;
  complete_at: Time | null;
  /** How far this phone's clock was from the server's, when last in contact. */
  clock: ClockReading | null;
}

/** A request for a child in danger, and a change to one, go ahead of everything. */
export const isUrgent = (change: Change): boolean =>
  (change.kind === 'raise_request' || change.kind === 'edit_request') &&
  (change.fields as { urgent?: boolean }).urgent === true;

/** By the request itself, not by the change: one that has arrived is told, whatever still waits for it. */
export async function readUntold(tx: Reading, waiting: OutboxRow[]): Promise<Set<string>> {
  const untold = new Set<string>();
  for (const { change } of waiting) {
    if (change.kind !== 'raise_request' || !isUrgent(change)) continue;
    const arrived = await tx.objectStore('records').getKey(change.record_id);
    if (arrived === undefined) untold.add(change.id);
  }
  return untold;
}

const isOpen = (row: AttentionRow): boolean => row.done_at === null;
const isNotTaken = (row: AttentionRow): boolean =>
  row.done_at !== null && row.outcome.status === 'refused';

export async function readOutbox(store: PersonStore): Promise<OutboxView> {
  return read(store, async (tx) => {
    const rows = (await tx.objectStore('outbox').getAll()).filter(isWaiting);
    const attention = await tx.objectStore('attention').getAll();
    const sent = await tx.objectStore('sent').index('at').getAll();
    const untold = await readUntold(tx, rows);
    const offered_again = new Set(rows.map((row) => row.change.id));
    const first = rows.filter((row) => isUrgent(row.change));
    const rest = rows.filter((row) => !isUrgent(row.change));
    return {
      waiting: [...first, ...rest].map((row) => waitingRow(row, untold.has(row.change.id))),
      attention: attention.filter(isOpen),
      dealt_with: attention.filter(isNotTaken).sort(latestFirst((row) => row.done_at ?? row.at)),
      sent: sent.filter((row) => !offered_again.has(row.id)).reverse(),
    };
  });
}

export async function readCounts(store: PersonStore): Promise<Counts> {
  return read(store, async (tx) => {
    const waiting = (await tx.objectStore('outbox').getAll()).filter(isWaiting);
    const attention = await tx.objectStore('attention').getAll();
    const alerts = await localOfType(store, tx, await readOverlay(tx), 'alert');
    return {
      waiting: waiting.length,
      urgent_waiting: waiting.filter((row) => isUrgent(row.change)).length,
      untold: (await readUntold(tx, waiting)).size,
      attention: attention.filter(isOpen).length,
      not_taken: attention.filter(isNotTaken).length,
      unread_alerts: alerts.filter((alert) => !alert.fields.opened_at).length,
      oldest_waiting_at: waiting[0]?.saved_at ?? null,
      last_contact_at: (await readMeta(tx, 'last_contact_at')) ?? null,
      complete_at: (await readMeta(tx, 'complete_at')) ?? null,
      clock: (await readMeta(tx, 'clock')) ?? null,
    };
  });
}

/** The person has dealt with it; the row and what it says stay on the phone. */
export async function markAttentionDone(store: PersonStore, id: string): Promise<void> {
  await write(store, 'strict', async (tx) => {
    const row = await tx.objectStore('attention').get(id);
    if (row) await tx.objectStore('attention').put({ ...row, done_at: new Date().toISOString() });
  });
  announce('outbox');
}

export const isWaiting = (row: OutboxRow): boolean => row.state === 'waiting';

function waitingRow(row: OutboxRow, untold: boolean): WaitingRow {
  const { change, saved_at, tried_at, tries } = row;
  const held = row.outcome?.status === 'held';
  const state = held ? 'held' : tries > 0 ? 'tried' : 'waiting';
  const reason = row.outcome?.reason ?? null;
  return { change, state, saved_at, tried_at, tries, reason, untold };
}
