/** Europe/London, whatever the phone is set to. */

const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

export interface WallTime {
  date: string;
  time: string;
}

/** `{date: '2026-11-22', time: '10:15'}`: what a clock on a wall in London shows. */
export function wallTime(moment: Date | string): WallTime {
  const part = partsOf(new Date(moment));
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  };
}

/** The moment when London's clocks show this; the first of two, and just after a gap. */
export function fromWallTime(date: string, time: string): string {
  const asked = Date.parse(`${date}T${time.length === 5 ? `${time}:00` : time}Z`);
  const early = asked - offsetAt(asked - 3_600_000);
  const late = asked - offsetAt(asked + 3_600_000);
  const fits = [early, late]
    .sort((a, b) => a - b)
    .find((moment) => moment + offsetAt(moment) === asked);
  return new Date(fits ?? Math.max(early, late)).toISOString();
}

export const londonDate = (moment: Date | string): string => wallTime(moment).date;

export function isSameLondonDay(one: Date | string, other: Date | string): boolean {
  return londonDate(one) === londonDate(other);
}

function offsetAt(moment: number): number {
  const part = partsOf(new Date(moment));
  const day = `${part('year')}-${part('month')}-${part('day')}`;
  return (
    Date.parse(`${day}T${part('hour')}:${part('minute')}:${part('second')}Z`) -
    Math.floor(moment / 1000) * 1000
  );
}

function partsOf(moment: Date): (type: Intl.DateTimeFormatPartTypes) => string {
  const found = parts.formatToParts(moment);
  return (type) => found.find((part) => part.type === type)?.value ?? '';
}
