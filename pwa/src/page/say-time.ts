/** Times as people say them, in London whatever the phone is set to. */
import { fromWallTime, isSameLondonDay, londonDate, wallTime } from '../domain';
import { common } from './words';

const DAY = 24 * 3_600_000;
const shortDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
});
const longDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});
const withYear = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

export const sayTime = (moment: string | Date): string => wallTime(moment).time;
export const sayLongDay = (moment: string | Date): string => longDay.format(new Date(moment));
export const sayDate = (moment: string | Date): string => withYear.format(new Date(moment));

/** `today`, `tomorrow`, `yesterday` or `Wed 25 Nov`. */
export function sayDay(moment: string | Date, now: Date): string {
  if (isSameLondonDay(moment, now)) return 'today';
  if (isSameLondonDay(moment, new Date(now.getTime() + DAY))) return 'tomorrow';
  if (isSameLondonDay(moment, new Date(now.getTime() - DAY))) return 'yesterday';
  return shortDay.format(new Date(moment)).replace(',', '');
}

/** `Fri 6 Nov`, of a day as a calendar has it (`2026-11-06`). */
export const sayShortDay = (day: string): string =>
  shortDay.format(new Date(`${day}T12:00:00Z`)).replace(',', '');

/** `today at 14:05` */
export const sayWhen = (moment: string | Date, now: Date): string =>
  `${sayDay(moment, now)} at ${sayTime(moment)}`;

/** The first word of a line begins with a capital. */
export const capital = (text: string): string => (text[0]?.toUpperCase() ?? '') + text.slice(1);

/** `14:05` today, else with its day: for states, where every letter counts. */
export const sayShort = (moment: string | Date, now: Date): string =>
  isSameLondonDay(moment, now) ? sayTime(moment) : `${sayDay(moment, now)} ${sayTime(moment)}`;

/** `2 days 3 hours`, `3 hours 20 minutes`, `5 minutes`: the two largest parts. */
export function saySpan(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor((minutes % 1440) / 60), 'hour'],
    [minutes % 60, 'minute'],
  ];
  const said = parts
    .filter(([n]) => n > 0)
    .slice(0, 2)
    .map(([n, word]) => `${n} ${word}${n === 1 ? '' : 's'}`);
  return said.join(' ') || 'less than a minute';
}

/** Months under two years, years after. */
export function sayAge(date_of_birth: string, now: Date): string {
  const months = monthsOld(date_of_birth, now);
  return months < 24 ? common.ageMonths(months) : common.age(Math.floor(months / 12));
}

export function monthsOld(date_of_birth: string, now: Date): number {
  const [by = 0, bm = 1, bd = 1] = date_of_birth.split('-').map(Number);
  const [y = 0, m = 1, d = 1] = londonDate(now).split('-').map(Number);
  return Math.max(0, (y - by) * 12 + (m - bm) - (d < bd ? 1 : 0));
}

/** What a day-and-time field holds (`2026-11-22T14:30`), from a moment. */
export function localOf(moment: string | Date): string {
  const { date, time } = wallTime(moment);
  return `${date}T${time}`;
}

/** The moment a day-and-time field means; null while half of it is missing. */
export function momentOf(local: string | null | undefined): string | null {
  const [day = '', time = ''] = (local ?? '').split('T');
  return /^\d{4}-\d\d-\d\d$/.test(day) && /^\d\d:\d\d/.test(time) ? fromWallTime(day, time) : null;
}
