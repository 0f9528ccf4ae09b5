/** Who can be called now, from data already on the phone. Guidance changes the order, never the presence. */
import {
  chooseCalls,
  guidanceFor,
  type AreaProfileFields,
  type CallChoice,
  type CallEntry,
  type CallLineFields,
  type Called,
  type Role,
} from '../../domain';
import { calling } from '../words';

export interface CallTarget {
  key: string;
  called: Called;
  name: string;
  /** What is dialled; null when it cannot be dialled as written. */
  number: string | null;
  shown: string;
  extension: string | null;
  hours: string | null;
  verified_at: string | null;
  reported_wrong_at: string | null;
  if_no_answer: string | null;
}

export interface CallList {
  targets: CallTarget[];
  /** What the area says about this window, and about who should call. */
  notes: string[];
  until: string | null;
  out_of_date: boolean;
}

/** Numbers that Ofcom keeps for drama: they reach nobody. */
const drama = /^\+44(?:1632960|1\d14960|2079460|2896496|7700900|8081570|3069990)\d+$/;

/** In demo mode no real number can be dialled, whatever the data says. */
export const dialled = (number: string, demo: boolean): string =>
  demo && !drama.test(number)
    ? `+441632960${number.replace(/\D/g, '').slice(-3).padStart(3, '0')}`
    : number;

const plain = {
  extension: null,
  hours: null,
  verified_at: null,
  reported_wrong_at: null,
  if_no_answer: null,
};

export const nineTarget = (demo: boolean): CallTarget => ({
  ...plain,
  key: 'emergency',
  called: '999',
  name: demo ? calling.nineDemo : calling.nine,
  number: dialled('999', demo),
  shown: demo ? calling.nineDemo : calling.nine,
});

const oneOhOne = (demo: boolean): CallTarget => ({
  ...plain,
  key: 'police_101',
  called: '101',
  name: demo ? calling.oneOhOneDemo : calling.oneOhOne,
  number: dialled('101', demo),
  shown: demo ? calling.oneOhOneDemo : calling.oneOhOne,
});

interface Sources {
  lines: readonly CallLineFields[];
  profile: AreaProfileFields | null;
  role: Role | null;
  now: Date;
  demo: boolean;
  /** The manager was paged and did not answer: nobody is asked to page again first. */
  page_failed?: boolean;
}

/** The numbers of this area, hour and role, the first to try first; 101 always stands at the end. */
export function callsNow(sources: Sources): CallList {
  const { lines, profile, role, now, demo, page_failed = false } = sources;
  const urgent = lines.find((line) => line.purpose === 'urgent_police');
  const first_for = page_failed ? null : role;
  const { entries, window, out_of_date } = urgent ? chooseCalls(urgent, now, first_for) : nothing;
  const listed = entries
    .map((entry) => targetOf(entry, demo))
    .filter((target) => target.called !== '999');
  const has101 = listed.some((target) => target.called === '101');
  const notes = [window?.note, guidanceFor(profile, role)];
  return {
    targets: has101 ? listed : [...listed, oneOhOne(demo)],
    notes: notes.filter((note): note is string => Boolean(note)),
    until: window && !out_of_date ? window.until : null,
    out_of_date,
  };
}

const nothing: CallChoice = { entries: [], window: null, out_of_date: false };

/** Windows published before they said who answers: only these two numbers say it themselves. */
const plainly: Partial<Record<string, Called>> = { '999': '999', '101': '101' };

function targetOf(entry: CallEntry, demo: boolean): CallTarget {
  return {
    key: entry.key,
    called: entry.called ?? plainly[entry.number ?? ''] ?? 'other',
    name: entry.name,
    number: entry.number === null ? null : dialled(entry.number, demo),
    shown: entry.shown,
    ...known(entry),
  };
}

const known = ({
  extension = null,
  hours = null,
  verified_at = null,
  reported_wrong_at = null,
  if_no_answer = null,
}: CallEntry) => ({
  extension,
  hours,
  verified_at,
  reported_wrong_at,
  if_no_answer,
});

/** The one number for the header of every page: nobody but the police answers it. */
export const policeFirst = (list: CallList): CallTarget | null =>
  list.targets.find((target) => target.number !== null && isPolice(target.called)) ?? null;

const isPolice = (called: Called): boolean => called === 'police' || called === '101';

const DAY = 24 * 3_600_000;
const USUAL_DAYS = 90;

export type Doubt = { why: 'reported' | 'stale'; since: string } | { why: 'never' };

/** Reported wrong, never checked, or not for long: still dialable, with the warning beside it. */
export function doubtOf(
  target: CallTarget,
  now: Date,
  stale_after_days = USUAL_DAYS,
): Doubt | null {
  const { called, verified_at, reported_wrong_at } = target;
  if (called === '999' || called === '101') return null;
  if (reported_wrong_at) return { why: 'reported', since: reported_wrong_at };
  if (verified_at === null) return { why: 'never' };
  const age = now.getTime() - Date.parse(verified_at);
  return age > stale_after_days * DAY ? { why: 'stale', since: verified_at } : null;
}
