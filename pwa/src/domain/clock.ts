/** The phone's own clock, and how far it is from the server's. */
import type { Change, Clock, Time } from './messages';

/** Server time minus device time, as last seen; null when no server was ever seen. */
export interface ClockReading {
  offset_ms: number;
  measured_at: Time;
}

const A_MINUTE = 60_000;
const TWO_MINUTES = 2 * 60_000;
const HALF_A_DAY = 12 * 3_600_000;
const A_WEEK = 7 * 24 * 3_600_000;

/** A clock set back since it was measured, or not measured for a week, is not to be trusted. */
export function clockAt(now: Date, reading: ClockReading | null): Clock {
  const since = reading === null ? -1 : now.getTime() - Date.parse(reading.measured_at);
  return {
    made_at: now.toISOString(),
    offset_ms: reading?.offset_ms ?? null,
    trusted: since >= 0 && since < A_WEEK,
  };
}

/**
 * The time as it is, where the phone's clock is known to be wrong: the numbers to call go by the hour. A clock
 * that was set back since, or not compared for half a day, may have been put right by its person. What a page
 * takes for now was read up to a minute ago, and may be from just before the comparison.
 */
export function putRight(now: Date, reading: ClockReading | null): Date {
  if (reading === null || !isClockWrong(reading)) return now;
  const since = now.getTime() - Date.parse(reading.measured_at);
  return since > -A_MINUTE && since < HALF_A_DAY
    ? new Date(now.getTime() + reading.offset_ms)
    : now;
}

let newest: ClockReading | null = null;

/** What was measured last, for every `timeNow` from here on. */
export function keepReading(reading: ClockReading | null): void {
  newest = reading;
}

/**
 * The time of everything that this phone writes, compares and shows, but for when a change was made: that
 * stays as the device said it, with the offset beside it, and the server puts it right.
 */
export const timeNow = (by_the_phone: Date = new Date()): Date => putRight(by_the_phone, newest);

/** When a change was made, as the server will have it (PROTOCOL 12.2). */
export function happenedAt({ occurred_at, clock }: Pick<Change, 'occurred_at' | 'clock'>): Time {
  const { offset_ms, trusted } = clock;
  if (!trusted || offset_ms === null) return occurred_at;
  return new Date(Date.parse(occurred_at) + offset_ms).toISOString();
}

/** More than two minutes out: the person is told. */
export const isClockWrong = (reading: ClockReading | null): boolean =>
  reading !== null && Math.abs(reading.offset_ms) > TWO_MINUTES;
