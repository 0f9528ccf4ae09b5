/** Urgent requests that are on this phone alone, and whether the police were spoken to about them. */
import type { Time } from '../domain';
import { readOverlay } from './local-view';
import { isWaiting, readUntold } from './outbox-view';
import { read, type PersonStore } from './person-store';
import { localRequests } from './request-calls';

export interface NotSent {
  untold: number;
  /** Null while there is one of which the police know nothing. */
  police_spoken_at: Time | null;
}

export async function readNotSent(store: PersonStore): Promise<NotSent> {
  return read(store, async (tx) => {
    const waiting = (await tx.objectStore('outbox').getAll()).filter(isWaiting);
    const changes = await readUntold(tx, waiting);
    const untold = waiting.filter((row) => changes.has(row.change.id));
    const ids = new Set(untold.map((row) => row.change.record_id));
    const requests = await localRequests(store, tx, await readOverlay(tx));
    const spoken = requests.filter((one) => ids.has(one.id)).map((one) => one.police_spoken_at);
    const is_silent = spoken.some((at) => at === null);
    return { untold: untold.length, police_spoken_at: is_silent ? null : (spoken[0] ?? null) };
  });
}
