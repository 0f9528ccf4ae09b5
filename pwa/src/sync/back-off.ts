/** When to try again: full jitter, so that a school full of phones does not knock at once. */

const FIRST = 1_000;
const LONGEST = 60_000;

/** 1 to 60 seconds, later after each failure; never before the server asked to be tried. */
export function backOff(failures: number, random: number, retry_after_ms: number | null): number {
  const ceiling = Math.min(LONGEST, FIRST * 2 ** Math.min(failures, 10));
  const jittered = Math.max(FIRST, random * ceiling);
  return Math.max(jittered, retry_after_ms ?? 0);
}
