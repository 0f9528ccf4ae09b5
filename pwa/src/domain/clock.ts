/** The phone's own clock, and how far it is from the server's. */
import type { Clock, Time } from './messages';

/** Server time minus device time, as last seen; null when no server was ever seen. */
export interface ClockReading {
  offset_ms: number;
  measured_at: Time;
}

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
 * that was set back since, or not compared for half a day, may have been put right by its person.
 */
export function putRight(now: Date, reading: ClockReading | null): Date {
  if (reading === null || !isClockWrong(reading)) return now;
  const since = now.getTime() - Date.parse(reading.measured_at);
  return since >= 0 && since < HALF_A_DAY ? new Date(now.getTime() + reading.offset_ms) : now;
}

/** More than two minutes out: the person is told. */
export const isClockWrong = (reading: ClockReading | null): boolean =>
  reading !== null && Math.abs(reading.offset_ms) > TWO_MINUTES;
