/** A meeting that is booked, as a form and as a change. */
import type { ChangeFields } from '../../domain';
import type { Errors } from '../parts/form';
import { capital, momentOf } from '../say-time';
import { agency as words } from '../words';

export interface Booked {
  starts_at: string;
  minutes: string;
  format: string;
  place: string;
  conference: string;
}

const LONGEST = 24 * 60;

/** Whole minutes of less than a day; null for anything else. */
export function minutesOf(text: string | undefined): number | null {
  const said = Number((text ?? '').trim());
  return Number.isInteger(said) && said > 0 && said < LONGEST ? said : null;
}

export function bookErrors(values: Partial<Booked>, now: Date): Errors {
  const { format, place, minutes, conference } = values;
  return {
    ...startErrors(momentOf(values.starts_at), now),
    ...(minutesOf(minutes) ? {} : { minutes: words.bookErrors.minutes }),
    ...(format ? {} : { format: words.bookErrors.format }),
    ...(place?.trim() ? {} : { place: words.bookErrors.place }),
    ...(isByTelephone(format) && !conference?.trim()
      ? { conference: words.bookErrors.conference }
      : {}),
  };
}

function startErrors(at: string | null, now: Date): Errors {
  if (!at) return { starts_at: words.timeErrors.missing };
  return Date.parse(at) < now.getTime() ? { starts_at: words.timeErrors.past } : {};
}

/** Discussions by telephone use the conference facilities, which are booked with them (W-11). */
export const isByTelephone = (format: string | undefined): boolean =>
  format?.startsWith('telephone') ?? false;

export function bookFields(values: Partial<Booked>): ChangeFields['book_meeting'] {
  const { format = '', place = '', conference } = values;
  const starts_at = momentOf(values.starts_at) ?? '';
  const ends = Date.parse(starts_at) + (minutesOf(values.minutes) ?? 0) * 60_000;
  return {
    starts_at,
    ends_at: new Date(ends).toISOString(),
    format,
    place: place.trim(),
    conference: isByTelephone(format) ? (conference?.trim() ?? null) : null,
  };
}

export const formatOptions = (formats: readonly string[]): { value: string; label: string }[] =>
  formats.map((format) => ({ value: format, label: sayFormat(format) }));

export const sayFormat = (format: string): string =>
  words.formats[format] ?? capital(format.replaceAll('_', ' '));
