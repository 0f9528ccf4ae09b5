/** Urgent requests that are on this phone alone, and whether the police were spoken to about them. */
import type { Time } from '../domain';
import { in_worker } from './in-worker';
import { readOverlay } from './local-view';
import { isWaiting, readTold, readUntold } from './outbox-view';
import { read, saveMeta, type PersonStore, type Reading, type Transaction } from './person-store';
import { localRequests } from './request-calls';
import type { OutboxClear } from './tables';

export interface NotSent {
  untold: number;
  /** Null while there is one of which the police know nothing. */
  police_spoken_at: Time | null;
}

export const readNotSent = (store: PersonStore): Promise<NotSent> =>
  read(store, async (tx) => {
    if (in_worker || !tx.unlocked) return readTold(tx, await waitingRows(tx));
    const untold = await untoldRows(tx);
    return { untold: untold.length, police_spoken_at: await spokenAbout(store, tx, untold) };
  });

/** With each change that is made: a phone that is locked can say no less, and no more. */
export async function noteSpoken(store: PersonStore, tx: Transaction): Promise<void> {
  const untold = await untoldRows(tx);
  if (untold.length === 0) return;
  saveMeta(tx, 'police_spoken_at', await spokenAbout(store, tx, untold));
}

const waitingRows = async (tx: Reading): Promise<OutboxClear[]> =>
  (await tx.kept.outbox.getAll()).filter(isWaiting);

async function untoldRows(tx: Reading): Promise<OutboxClear[]> {
  const waiting = await waitingRows(tx);
  const ids = await readUntold(tx, waiting);
  return waiting.filter((row) => ids.has(row.id));
}

async function spokenAbout(
  store: PersonStore,
  tx: Reading,
  untold: readonly OutboxClear[],
): Promise<Time | null> {
  const ids = new Set(untold.map((row) => row.record_id));
  const requests = await localRequests(store, tx, await readOverlay(tx));
  const spoken = requests.filter((one) => ids.has(one.id)).map((one) => one.police_spoken_at);
  return spoken.some((at) => at === null) ? null : (spoken[0] ?? null);
}
