/** What the records of an area's arrangements mean to its administrators. */
import type { ContactFields, DraftFields, PathValues } from '../../domain';
import type { LocalRecord } from '../../store';
import type { Tone } from '../parts/state';
import { sayDate, sayShort } from '../say-time';
import { change as words, contact as contactWords, settings } from '../words/arrangements';

export type Contact = LocalRecord<'contact'>;
export type Draft = LocalRecord<'arrangement_draft'>;

const DAY = 24 * 3_600_000;

export interface Standing {
  said: string;
  tone: Tone;
  /** What needs somebody comes first. */
  order: number;
}

/** The one thing an administrator should know of a contact first. */
export function standingOf({ fields }: Contact, now: Date, stale_after_days: number): Standing {
  const { states } = contactWords;
  const { value, called, reported_wrong_at } = fields;
  if (called === '999' || called === '101')
    return { said: states.everywhere, tone: 'plain', order: 6 };
  if (reported_wrong_at)
    return { said: states.wrong(sayShort(reported_wrong_at, now)), tone: 'urgent', order: 0 };
  return value === null ? notSet(fields) : checked(fields.verified_at, now, stale_after_days);
}

function notSet({ must_set, shown }: ContactFields): Standing {
  const { states } = contactWords;
  if (must_set) return { said: states.missing, tone: 'urgent', order: 1 };
  return { said: shown ? states.undialable : states.empty, tone: 'warn', order: 2 };
}

function checked(verified_at: string | null, now: Date, stale_after_days: number): Standing {
  const { states } = contactWords;
  if (verified_at === null) return { said: states.never, tone: 'warn', order: 3 };
  const stale = now.getTime() - Date.parse(verified_at) > stale_after_days * DAY;
  return stale
    ? { said: states.stale(sayDate(verified_at)), tone: 'warn', order: 4 }
    : { said: states.checked(sayDate(verified_at)), tone: 'good', order: 5 };
}

/** What a person reads: number with its extension, or mailbox. */
export const sayContact = ({ shown, number, extension, address }: ContactFields): string =>
  [shown ?? number, extension && `ext ${extension}`, address].filter(Boolean).join(', ') ||
  contactWords.notSet;

/** By Ofcom's plan: `051 666 3872` lacks a figure. */
const whole = /^\+44(?:[12379]\d{9}|5[56]\d{8}|8\d{9}|1\d{8}|800\d{4,6})$/;
const short_or_abroad = /^(?:\+(?!44)\d{8,15}|\d{3}|116\d{3})$/;

/** `0151 496 0123` as it is dialled and as it is shown; null: not a whole number. */
export function numberOf(written: string): { number: string; shown: string } | null {
  const shown = written.trim().replace(/\s+/g, ' ');
  const number = shown.replace(/[\s()-]/g, '').replace(/^0(?=\d{7,10}$)/, '+44');
  return whole.test(number) || short_or_abroad.test(number) ? { number, shown } : null;
}

export interface ChangeLine {
  what: string;
  before: string;
  after: string;
}

/** Each key in words, with what stands there and what is to stand there. */
export const changeLines = ({ changes, before = {} }: Pick<DraftFields, 'changes' | 'before'>) =>
  Object.entries(changes)
    .filter(([path]) => !isInside(path, changes))
    .map(([path, value]): ChangeLine => ({
      what: sayPath(path),
      before: sayValue(before[path]),
      after: sayValue(value),
    }));

/** How it is dialled follows from what is shown, where that changes too. */
function isInside(path: string, changes: PathValues): boolean {
  const contact = /^(contacts\.[^.]+)\.(?:number|dialable)$/.exec(path)?.[1];
  return contact !== undefined && `${contact}.shown` in changes;
}

export function titleOf({ fields }: Draft): string {
  if (fields.roll_back_to) return words.backTitle(fields.roll_back_to);
  const lines = changeLines(fields);
  const first = lines[0]?.what ?? '';
  return words.title(lines.length > 1 ? words.several(first, lines.length - 1) : first);
}

const SECTIONS: Readonly<Record<string, string>> = {
  contacts: '',
  readings: '',
  calendar: '',
  call_guidance: 'Guidance',
};

const FIELDS: Readonly<Record<string, string>> = {
  shown: 'number',
  address: 'mailbox',
  dialable: 'can be dialled',
};

/** `contacts.tso.address` as `Tso: mailbox`. */
export function sayPath(path: string): string {
  const [section = '', ...rest] = path.split('.');
  const known = SECTIONS[section] ?? section;
  const named = section === 'contacts' ? rest.map((part) => FIELDS[part] ?? part) : rest;
  const parts = [known, ...named].filter(Boolean).map((part) => part.replaceAll('_', ' '));
  const said = parts.join(': ');
  return said.charAt(0).toUpperCase() + said.slice(1);
}

export function sayValue(value: unknown): string {
  if (isNothing(value)) return words.nothing;
  if (typeof value === 'boolean') return value ? settings.yes : settings.no;
  if (Array.isArray(value)) return value.map(sayValue).join('\n') || words.nothing;
  if (typeof value === 'object')
    return Object.entries(value as PathValues)
      .map(([name, one]) => `${name.replaceAll('_', ' ')}: ${sayValue(one)}`)
      .join(', ');
  return String(value as string | number);
}

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '';

export interface Leaf {
  path: string;
  value: unknown;
}

/** Every value of a part of the document that can be changed by itself, in its order. */
export function leavesOf(value: unknown, path: string): Leaf[] {
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
    return [{ path, value }];
  if (Array.isArray(value))
    return value.flatMap((one, index) => leavesOf(one, `${path}.${nameOf(one) ?? String(index)}`));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .filter(([name]) => name !== 'key' && name !== 'code')
      .flatMap(([name, one]) => leavesOf(one, `${path}.${name}`));
  return [{ path, value }];
}

export const leafAt = (document: PathValues, path: string): unknown =>
  leavesOf(document, '').find((leaf) => leaf.path === `.${path}`)?.value;

const nameOf = (one: unknown): string | undefined => {
  const { key, code } = (one ?? {}) as { key?: string; code?: string };
  return key ?? code;
};
