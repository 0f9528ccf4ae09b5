/** Wrong tries at the PIN: counted before each try, slower from the fifth, and at the tenth the key is gone. */

export interface Tries {
  wrong: number;
  /** When the last one was, by this phone's clock, in milliseconds. */
  at: number;
}

export const MOST_TRIES = 10;
export const no_tries: Tries = { wrong: 0, at: 0 };

const SECOND = 1_000;
const waits = [30, 60, 120, 300, 600].map((seconds) => seconds * SECOND);
const FREE = 5;

/** So few were wrong that the next one need not wait. */
export const isFree = (tries: Tries): boolean => tries.wrong < FREE;

/** How long until the next try may be made. A clock that was set back does not lengthen it. */
export function waitBeforeTry(tries: Tries, now: number): number {
  if (isFree(tries)) return 0;
  const wait = waits[Math.min(tries.wrong - FREE, waits.length - 1)] ?? 0;
  return Math.min(wait, Math.max(0, tries.at + wait - now));
}

export const counted = (tries: Tries, now: number): Tries => ({ wrong: tries.wrong + 1, at: now });

export const triesLeft = (tries: Tries): number => Math.max(0, MOST_TRIES - tries.wrong);
