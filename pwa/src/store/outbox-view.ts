/** What waits, what was sent, what needs the person: for the outbox screen and the bar. */
import type { Change, ClockReading, Reason, Time } from '../domain';
import { localOfType, readOverlay } from './local-view';
import { read, readMeta, write, type PersonStore } from './person-store';
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
}

export interface OutboxView {
  /** In the order they will be sent, urgent ones first. */
  waiting: WaitingRow[];
  /** Refused for ever, or a value kept beside another: needs a person. */
  attention: AttentionRow[];
  /** Settled in the last 7 days, latest first. */
  sent: SentRow[];
}

export interface Counts {
  waiting: number;
  urgent_waiting: number;
  attention: number;
  unread_alerts: number;
  oldest_waiting_at: Time | null;
  last_contact_at: Time | null;
  complete_at: Time | null;
  /** How far this phone's clock was from the server's, when last in contact. */
  clock: ClockReading | null;
}

/** A request for a child in danger goes ahead of everything. */
export const isUrgent = (change: Change): boolean =>
  (change.kind === 'raise_request' || change.kind === 'edit_request') &&
  (change.fields as { urgent?: boolean }).urgent === true;

export async function readOutbox(store: PersonStore): Promise<OutboxView> {
  return read(store, async (tx) => {
    const rows = (await tx.objectStore('outbox').getAll()).filter(isWaiting);
    const attention = await tx.objectStore('attention').getAll();
    const sent = await tx.objectStore('sent').index('at').getAll();
    return {
      waiting: [
        ...rows.filter((row) => isUrgent(row.change)),
        ...rows.filter((row) => !isUrgent(row.change)),
      ].map(waitingRow),
      attention: attention.filter((row) => row.done_at === null),
      sent: sent.reverse(),
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
      attention: attention.filter((row) => row.done_at === null).length,
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

function waitingRow(row: OutboxRow): WaitingRow {
  const { change, saved_at, tried_at, tries } = row;
  const held = row.outcome?.status === 'held';
  const state = held ? 'held' : tries > 0 ? 'tried' : 'waiting';
  return { change, state, saved_at, tried_at, tries, reason: row.outcome?.reason ?? null };
}
