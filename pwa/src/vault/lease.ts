/** How long a phone may go without contact. Time is counted as it passes, so that a clock set back gives none of it again. */
export interface Lease {
  hours: number;
  /** Counted since the last contact, in milliseconds. */
  spent_ms: number;
  /** What this phone's clock said when it was last counted. */
  looked_at: number;
}

export const USUAL_HOURS = 72;
const HOUR = 3_600_000;

export const newLease = (hours: number, now: number): Lease => ({
  hours,
  spent_ms: 0,
  looked_at: now,
});

/** Set back, it counts on from there; set forward, that counts as time. */
export const passed = (lease: Lease, now: number): Lease => ({
  ...lease,
  spent_ms: lease.spent_ms + Math.max(0, now - lease.looked_at),
  looked_at: now,
});

export const leftOf = ({ hours, spent_ms }: Lease): number => hours * HOUR - spent_ms;

export const isOver = (lease: Lease): boolean => leftOf(lease) <= 0;
