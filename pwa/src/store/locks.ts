/** One at a time across tabs and worker; within one context where the browser has no Web Locks. */

const held = new Map<string, Promise<unknown>>();

export const outboxLock = (person_id: string): string => `doorstep-outbox-${person_id}`;
export const sessionLock = (person_id: string): string => `doorstep-session-${person_id}`;
export const storeLock = (person_id: string): string => `doorstep-store-${person_id}`;

const manager = (): LockManager | undefined =>
  typeof navigator === 'undefined' ? undefined : (navigator.locks as LockManager | undefined);

/**
 * What two tabs write at once is kept apart by the browser's locks, and each hears of the other's writing. A
 * browser that has neither (before 2022) may not write at all: what it lost, nobody would see.
 */
export const canKeepTabsApart = (): boolean =>
  manager() !== undefined && typeof BroadcastChannel !== 'undefined';

/** Waits for its turn. */
export async function withLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = manager();
  if (locks) return (await locks.request(name, work)) as T;
  const turn = (held.get(name) ?? Promise.resolve()).then(work, work);
  const done = turn.catch(() => undefined);
  held.set(name, done);
  void done.then(() => held.get(name) === done && held.delete(name));
  return turn;
}

/** Beside others who only look; none of them beside one who writes. */
export async function withSharedLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const locks = manager();
  if (!locks) return withLock(name, work);
  return (await locks.request(name, { mode: 'shared' }, work)) as T;
}

/** Does nothing, and says so, when somebody else is at it. */
export async function ifFree<T>(name: string, work: () => Promise<T>): Promise<T | 'busy'> {
  const locks = manager();
  if (!locks) return held.has(name) ? 'busy' : withLock(name, work);
  const answer = await locks.request(name, { ifAvailable: true }, (lock) =>
    lock === null ? Promise.resolve('busy' as const) : work(),
  );
  return answer as T | 'busy';
}
