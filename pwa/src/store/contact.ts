/** How much waits on this phone, for those who look after it: how many and since when, never what. */
import type { Time } from '../domain';
import { read, type PersonStore } from './person-store';
import type { OutboxClear } from './tables';

export interface StillWaiting {
  count: number;
  since: Time | null;
}

/** `sending`: the ids that this very request carries; they count only if they came back once. */
export async function readStillWaiting(
  store: PersonStore,
  sending: ReadonlySet<string>,
): Promise<StillWaiting> {
  return read(store, async (tx) => {
    const rows = await tx.kept.outbox.getAll();
    const left = rows.filter((row) => row.state === 'waiting' && isLeft(row, sending));
    const times = left.map((row) => row.saved_at).sort();
    return { count: left.length, since: times[0] ?? null };
  });
}

const isLeft = (row: OutboxClear, sending: ReadonlySet<string>): boolean =>
  !sending.has(row.id) || row.outcome?.status === 'held';
