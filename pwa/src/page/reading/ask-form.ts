/** A request that can wait: what must be said before it is sent, and what is sent. */
import type { AreaProfileFields, RequestWritten } from '../../domain';
import type { Errors } from '../parts/form';
import { momentOf } from '../say-time';
import { urgent } from '../words';
import { gapsIn, questionsFor, type Answers } from './area-form';
import { requestErrors, type RequestDraft } from './request-form';
import { askedBesides, closedGates, ownWritten } from './request-written';

export type AskDraft = RequestDraft & {
  /** When the concern arose, as the wall clock says it; empty: when it was first written. */
  concern_local: string;
} & Answers;

/** One that is taken another way needs no more than what it is about. */
export function askErrors(profile: AreaProfileFields | null, values: Partial<AskDraft>): Errors {
  const errors = without('category', requestErrors(values));
  if (closedGates(profile, values).length > 0) return errors as Errors;
  return {
    ...(errors as Errors),
    ...causeError(profile, values),
    ...gapsIn(questionsFor(profile, 'worker'), values),
  };
}

interface When {
  begun_at: string;
  now: Date;
}

export function askWritten(
  profile: AreaProfileFields | null,
  values: Partial<AskDraft>,
  { begun_at, now }: When,
): Partial<RequestWritten> {
  return {
    ...without('category', ownWritten(values)),
    ...askedBesides(profile, values, now),
    urgent: false,
    concern_at: momentOf(values.concern_local) ?? begun_at,
    ...(profile?.version === undefined ? {} : { profile_version: profile.version }),
  };
}

/** One that can wait has no category of urgency. */
const without = <T extends object>(name: string, all: T): Partial<T> =>
  Object.fromEntries(Object.entries(all).filter(([one]) => one !== name)) as Partial<T>;

/** Where the area asks for the reasonable cause, one that can wait does not go without it (W-02). */
export const isCauseNeeded = (profile: AreaProfileFields | null): boolean =>
  profile?.form?.find(({ field }) => field === 'reasonable_cause')?.required ?? false;

const causeError = (profile: AreaProfileFields | null, { reasonable_cause }: Partial<AskDraft>) =>
  isCauseNeeded(profile) && !reasonable_cause?.trim()
    ? { reasonable_cause: urgent.errors.reasonable_cause }
    : {};

const A_YEAR = 366 * 24 * 3_600_000;

/** What is odd of the time that was given for the concern. */
export function concernDoubt(typed: string | undefined, now: Date): 'old' | 'ahead' | null {
  const moment = momentOf(typed);
  if (!moment) return null;
  const age = now.getTime() - Date.parse(moment);
  if (age > A_YEAR) return 'old';
  return age < 0 ? 'ahead' : null;
}
