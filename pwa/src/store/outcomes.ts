/** What each outcome does to the outbox. Every one but `held` takes the change off it; none puts it in a bin. */
import type { Outcome, Time } from '../domain';
import { waitingRow } from './forms-of-rows';
import { saveMeta, type Transaction } from './person-store';
import type { Kept, OutboxClear } from './tables';

const SEVEN_DAYS = 7 * 24 * 3_600_000;

/** What was offered, by its id: saving what came of it needs no key. */
export interface Offered {
  id: string;
}

type Row = Kept<OutboxClear>;

/** How many of the offered changes are settled for ever. */
export async function saveOutcomes(
  tx: Transaction,
  offered: readonly Offered[],
  outcomes: Outcome[],
  at: Time,
): Promise<number> {
  let settled = 0;
  for (const [index, { id }] of offered.entries()) {
    const [row] = await tx.kept.outbox.of('id', id);
    if (row?.state !== 'waiting') continue; // another tab had the same answer first
    if (await saveOutcome(tx, row, outcomeOf(id, index, outcomes), at)) settled += 1;
  }
  await forgetOldSent(tx, at);
  return settled;
}

/** The one that names it; one without a name could not be read as a change, and is told by its place. */
function outcomeOf(id: string, index: number, outcomes: Outcome[]): Outcome | null {
  const unnamed = outcomes[index]?.id === null ? outcomes[index] : undefined;
  return outcomes.find((outcome) => outcome.id === id) ?? unnamed ?? null;
}

async function saveOutcome(
  tx: Transaction,
  row: Row,
  outcome: Outcome | null,
  at: Time,
): Promise<boolean> {
  const { outbox } = tx.kept;
  const tried = { ...row, tries: row.tries + 1, tried_at: at };
  if (outcome === null || isProvisional(row, outcome)) {
    outbox.put({ ...tried, outcome: outcome ?? row.outcome });
    return false;
  }
  await keep(tx, row, outcome, at);
  if (outcome.status === 'refused') outbox.delete(row.number);
  else outbox.put({ ...tried, state: 'settled', outcome, sealed: null });
  return true;
}

/** A server of before the letterbox does not know what a sealed change is: that settles nothing. */
const isProvisional = (row: Row, { status, reason }: Outcome): boolean =>
  status === 'held' || (row.sealed !== null && reason?.code === 'not-a-change');

/** Settled: in the list of what was sent for 7 days; refused or in conflict: before the person's eyes. */
async function keep(tx: Transaction, row: Row, outcome: Outcome, at: Time): Promise<void> {
  const { id, number, content, saved_at } = row;
  if (outcome.status === 'refused' || outcome.status === 'conflict') {
    const done_at = (await tx.kept.attention.get(id))?.done_at ?? null;
    tx.kept.attention.put({ id, content, outcome, at, done_at });
  }
  if (outcome.status === 'refused') return;
  tx.kept.sent.put({ id, number, content, outcome, saved_at, at });
  if (row.decides !== null) await settleConflict(tx, row.decides, at);
}

async function settleConflict(tx: Transaction, change_id: string, at: Time): Promise<void> {
  const row = await tx.kept.attention.get(change_id);
  if (row) tx.kept.attention.put({ ...row, done_at: at });
}

async function forgetOldSent(tx: Transaction, at: Time): Promise<void> {
  const limit = new Date(Date.parse(at) - SEVEN_DAYS).toISOString();
  for (const row of await tx.kept.sent.getAll()) {
    if (row.at <= limit) tx.kept.sent.delete(row.id);
  }
}

/** A restored server may have lost them: everything of the last 7 days goes back on the outbox. */
export async function offerAgain(tx: Transaction, at: Time): Promise<void> {
  saveMeta(tx, 'restored_at', at);
  tx.meta.delete('police_spoken_at'); // said of what waited before: not of a request that waits again
  for (const { change, saved_at, outcome, number } of await tx.rows.sent.getAll()) {
    if (outcome.status === 'refused' || change.number !== number) continue; // or cannot be read here
    tx.rows.outbox.put(waitingRow(change, saved_at));
  }
}
