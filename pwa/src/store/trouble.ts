/** What can go wrong with the phone's storage, as values that a screen can put into words. */

/** full: no room. locked: the vault was locked meanwhile. newer: another tab runs a newer app, reload. trouble: restart the app. */
export type StorageTrouble = 'full' | 'newer' | 'locked' | 'trouble';

export type Saved<T> = { kind: 'saved'; value: T } | { kind: 'not-saved'; why: StorageTrouble };

export async function attempt<T>(work: () => Promise<T>): Promise<Saved<T>> {
  try {
    return { kind: 'saved', value: await work() };
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return { kind: 'not-saved', why: whyOf(error) };
  }
}

/** What may be left for another time where there is no room; any other trouble is still trouble. */
export async function unlessFull(work: () => Promise<unknown>): Promise<boolean> {
  const done = await attempt(work);
  if (done.kind === 'not-saved' && done.why !== 'full') throw storageFailed(done.why);
  return done.kind === 'saved';
}

const names: Record<StorageTrouble, string> = {
  full: 'QuotaExceededError',
  locked: 'InvalidAccessError',
  newer: 'VersionError',
  trouble: 'UnknownError',
};

/** The same trouble, for who is further up. */
export const storageFailed = (why: StorageTrouble): DOMException =>
  new DOMException('storage', names[why]);

function whyOf(error: DOMException): StorageTrouble {
  if (error.name === 'QuotaExceededError') return 'full';
  if (error.name === 'InvalidAccessError') return 'locked';
  return error.name === 'VersionError' ? 'newer' : 'trouble';
}
