/** What each outcome does to the outbox. Every one but `held` takes the change off it; none puts it in a bin. */
import type { Change, Outcome, Time } from '../domain';
import type { Transaction } from './person-store';
import type { OutboxRow } from './tables';

const SEVEN_DAYS = 7 * 24 * 3_600_000;

/** How many of the offered changes are settled for ever. */
export async function saveOutcomes(
  tx: Transaction,
  offered: Change[],
  outcomes: Outcome[],
  at: Time,
): Promise<number> {
  let settled = 0;
  for (const [index, change] of offered.entries()) {
    const row = await tx.objectStore('outbox').index('id').get(change.id);
    if (row?.state !== 'waiting') continue; // another tab had the same answer first
    if (await saveOutcome(tx, row, outcomeOf(change, index, outcomes), at)) settled += 1;
  }
  await forgetOldSent(tx, at);
  return settled;
}

/** The one that names it; one without a name could not be read as a change, and is told by its place. */
function outcomeOf(change: Change, index: number, outcomes: Outcome[]): Outcome | null {
  const unnamed = outcomes[index]?.id === null ? outcomes[index] : undefined;
  return outcomes.find((outcome) => outcome.id === change.id) ?? unnamed ?? null;
}

async function saveOutcome(
  tx: Transaction,
  row: OutboxRow,
  outcome: Outcome | null,
  at: Time,
): Promise<boolean> {
  const outbox = tx.objectStore('outbox');
  const tried = { ...row, tries: row.tries + 1, tried_at: at };
  if (outcome === null || outcome.status === 'held') {
    await outbox.put({ ...tried, outcome: outcome ?? row.outcome });
    return false;
  }
  await keep(tx, row, outcome, at);
  if (outcome.status === 'refused') await outbox.delete(row.number);
  else await outbox.put({ ...tried, state: 'settled', outcome });
  return true;
}

/** Settled: in the list of what was sent for 7 days; refused or in conflict: before the person's eyes. */
async function keep(tx: Transaction, row: OutboxRow, outcome: Outcome, at: Time): Promise<void> {
  const { number, change, saved_at } = row;
  if (outcome.status === 'refused' || outcome.status === 'conflict') {
    const before = await tx.objectStore('attention').get(change.id);
    const done_at = before?.done_at ?? null;
    await tx.objectStore('attention').put({ id: change.id, change, outcome, at, done_at });
  }
  if (outcome.status === 'refused') return;
  await tx.objectStore('sent').put({ id: change.id, number, change, outcome, saved_at, at });
  if (change.kind === 'decide_conflict') await settleConflict(tx, change, at);
}

async function settleConflict(tx: Transaction, change: Change, at: Time): Promise<void> {
  const { change_id } = change.fields as { change_id: string };
  const row = await tx.objectStore('attention').get(change_id);
  if (row) await tx.objectStore('attention').put({ ...row, done_at: at });
}

async function forgetOldSent(tx: Transaction, at: Time): Promise<void> {
  const limit = new Date(Date.parse(at) - SEVEN_DAYS).toISOString();
  const sent = tx.objectStore('sent');
  for (const id of await sent.index('at').getAllKeys(IDBKeyRange.upperBound(limit))) {
    await sent.delete(id);
  }
}

/** A restored server may have lost them: everything of the last 7 days goes back on the outbox. */
export async function offerAgain(tx: Transaction): Promise<void> {
  for (const { number, change, saved_at, outcome } of await tx.objectStore('sent').getAll()) {
    const state = 'waiting' as const;
    const row = { number, change, saved_at, tries: 0, tried_at: null, state, outcome: null };
    if (outcome.status !== 'refused') await tx.objectStore('outbox').put(row);
  }
}
