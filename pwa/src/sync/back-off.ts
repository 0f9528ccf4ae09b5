/** When to try again: full jitter, so that a school full of phones does not knock at once. */

const FIRST = 1_000;
const LONGEST = 60_000;
/** A request for a child in danger knocks more often. */
const LONGEST_URGENT = 10_000;

export interface Failing {
  failures: number;
  /** Something urgent waits. */
  urgent: boolean;
  /** What the server asked for, if it did. */
  retry_after_ms: number | null;
}

/** 1 to 60 seconds (10 for urgent), later after each failure; never before the server asked to be tried. */
export function backOff(failing: Failing, random: number): number {
  const { failures, urgent, retry_after_ms } = failing;
  const longest = urgent ? LONGEST_URGENT : LONGEST;
  const ceiling = Math.min(longest, FIRST * 2 ** Math.min(failures, 10));
  const jittered = Math.max(FIRST, random * ceiling);
  return Math.max(jittered, retry_after_ms ?? 0);
}
