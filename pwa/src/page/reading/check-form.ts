/** From what the worker answered to what is recorded, and back. */
import {
  isNextAttemptForced,
  isReasonForced,
  problemsOf,
  type CheckFields,
  type Place,
} from '../../domain';
import type { Errors } from '../parts/form';
import { capital, localOf, momentOf, monthsOld, sayDay, sayTime } from '../say-time';
import { fieldsOfAnswer, seenAnswerOf, type SeenAnswer } from '../say-check';
import { check as words } from '../words';
import type { Child } from './family';

type Same =
  | 'reason_not_alone'
  | 'reason_text'
  | 'with_whom'
  | 'where_absent'
  | 'spoken_to'
  | 'observed_non_verbal'
  | 'awake'
  | 'bedroom_seen'
  | 'consent'
  | 'child_words'
  | 'worker_view'
  | 'injuries'
  | 'immediate_safety'
  | 'interpreter_used'
  | 'interpreter_language'
  | 'interpreter_name'
  | 'interpreter_is_family'
  | 'interpreter_reason'
  | 'identity_factors'
  | 'tools_used'
  | 'place';

/** The form: as the record, but seen and alone are one answer and times are wall-clock times. */
export type CheckDraft = Pick<CheckFields, Same> & {
  answer: SeenAnswer;
  next: string;
  next_other: string;
  from: string;
  to: string;
  reason: string;
};

export const OTHER_TIME = 'other';
const HOUR = 3_600_000;

export const checkForm = (visit_id: string, child_id: string, exists: boolean): string =>
  `${exists ? 'correct' : 'check'}:${visit_id}:${child_id}`;

/** Times that can be tapped: each says what it means. */
export function nextTimes(
  now: Date,
  chosen: string | undefined,
): { value: string; label: string }[] {
  const day = (days: number, time: string) =>
    `${localOf(new Date(now.getTime() + days * 24 * HOUR)).slice(0, 10)}T${time}`;
  const later = localOf(new Date(now.getTime() + 3 * HOUR)).slice(0, 14) + '00';
  const known = [...new Set([later, day(1, '10:00'), day(2, '10:00')])];
  const all =
    chosen && chosen !== OTHER_TIME && !known.includes(chosen) ? [...known, chosen] : known;
  return [
    ...all.map((local) => ({ value: local, label: labelOf(local, now) })),
    { value: OTHER_TIME, label: words.nextOther },
  ];
}

function labelOf(local: string, now: Date): string {
  const moment = momentOf(local) ?? now;
  return `${capital(sayDay(moment, now))} ${sayTime(moment)}`;
}

export const isInfant = (child: Child, now: Date): boolean =>
  monthsOld(child.fields.date_of_birth, now) < 24;

export const hasBedroom = (place: Place): boolean => place === 'home' || place === 'placement';

interface About {
  visit_id: string;
  child_id: string;
  case_id: string;
}

/** Unticked is "no" only where the question was put; a bedroom nobody mentioned is not recorded. */
export function recordedCheck(
  values: Partial<CheckDraft>,
  about: About,
  begun_at: string,
  now: Date,
): Partial<CheckFields> {
  const { answer, next, next_other, from, to } = values;
  const same = without(values, ['answer', 'next', 'next_other', 'from', 'to', 'reason']);
  const seen = answer ? fieldsOfAnswer(answer) : {};
  const written: Partial<CheckFields> = {
    ...about,
    ...same,
    ...seen,
    from_at: momentOf(from) ?? begun_at,
    to_at: momentOf(to) ?? now.toISOString(),
    next_attempt_at: momentOf(next === OTHER_TIME ? next_other : next),
  };
  return withoutIdle(written, answer);
}

type Field = keyof CheckFields;
const ofMeeting: readonly Field[] = [
  'spoken_to',
  'observed_non_verbal',
  'awake',
  'bedroom_seen',
  'consent',
  'from_at',
  'to_at',
];

/** Answers to questions that the first answer took away are not recorded. */
function withoutIdle(
  written: Partial<CheckFields>,
  answer: SeenAnswer | undefined,
): Partial<CheckFields> {
  const idle: Field[] = [
    ...(isReasonForced(written) ? [] : (['reason_not_alone', 'reason_text'] as const)),
    ...(answer === 'no' ? ofMeeting : (['where_absent'] as const)),
    ...(isNextAttemptForced(written) ? [] : (['next_attempt_at'] as const)),
  ];
  const kept = Object.entries(written).filter(
    ([name, value]) => !idle.includes(name as Field) && isSaid(value),
  );
  const { spoken_to, observed_non_verbal } = written;
  const met = { spoken_to: spoken_to === true, observed_non_verbal: observed_non_verbal === true };
  return { ...Object.fromEntries(kept), ...(answer === 'no' ? {} : met) };
}

const isSaid = (value: unknown): boolean =>
  value !== '' && value !== undefined && value !== null && value !== false;

const fieldOfForm: Readonly<Record<string, string>> = {
  seen: 'answer',
  seen_alone: 'answer',
  next_attempt_at: 'next',
};

/** What stands in the way of saving, by the field of the form. */
export function checkErrors(
  check: Partial<CheckFields>,
  values: Partial<CheckDraft>,
  isCorrection: boolean,
): Errors {
  const said: Record<string, string> = words.errors;
  const wrong = Object.keys(problemsOf(check)).map((name) => [
    fieldOfForm[name] ?? name,
    said[name] ?? name,
  ]);
  const unnamed = (check.injuries ?? []).some((injury) => !injury.what);
  return {
    ...Object.fromEntries(wrong),
    ...(unnamed ? { injuries: words.errors.injuries } : {}),
    ...(isCorrection && !values.reason?.trim() ? { reason: words.errors.reason } : {}),
  };
}

const notInForm = [
  'seen',
  'seen_alone',
  'from_at',
  'to_at',
  'next_attempt_at',
  'visit_id',
  'child_id',
  'case_id',
] as const;

/** The form as it stands for a check already recorded. */
export function draftOf(check: CheckFields): Partial<CheckDraft> {
  const { from_at, to_at, next_attempt_at } = check;
  const same = without(check, notInForm);
  const answer = seenAnswerOf(check);
  return {
    ...same,
    ...(answer ? { answer } : {}),
    ...(from_at ? { from: localOf(from_at) } : {}),
    ...(to_at ? { to: localOf(to_at) } : {}),
    ...(next_attempt_at ? { next: localOf(next_attempt_at) } : {}),
  };
}

function without<T extends object, K extends keyof T>(whole: T, names: readonly K[]): Omit<T, K> {
  const kept = Object.entries(whole).filter(([name]) => !names.includes(name as K));
  return Object.fromEntries(kept) as Omit<T, K>;
}

/** Only what a correction changes; what it takes away becomes null. */
export function changedFields(
  before: CheckFields,
  after: Partial<CheckFields>,
): Partial<CheckFields> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof CheckFields>;
  const own = ['visit_id', 'child_id', 'case_id', 'from_at', 'to_at'];
  const changed = [...names].filter(
    (name) =>
      !own.includes(name) &&
      JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null),
  );
  return Object.fromEntries(changed.map((name) => [name, after[name] ?? null]));
}
