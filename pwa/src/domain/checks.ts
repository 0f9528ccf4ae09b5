/** The rules of a child-seen check that the phone asks about before the server does. */
import type { CheckFields } from './records';

export type CheckField = keyof CheckFields;
/** `needed`: must be filled in. `future`: must lie ahead. */
export type Problem = 'needed' | 'future';
export type CheckProblems = Partial<Record<CheckField, Problem>>;
type Draft = Partial<CheckFields>;

const filled = (value: unknown): boolean =>
  value !== null && value !== undefined && (typeof value !== 'string' || value.trim() !== '');

/** Seen alone only in part or not at all: say why. */
export const isReasonForced = (check: Draft): boolean =>
  check.seen === 'yes' && filled(check.seen_alone) && check.seen_alone !== 'yes';

/** Another attempt is due unless seen alone, or age or development explains it. */
export function isNextAttemptForced(check: Draft): boolean {
  if (check.seen === 'no') return true;
  return isReasonForced(check) && check.reason_not_alone !== 'age_or_development';
}

const needed: [CheckField, (check: Draft) => boolean][] = [
  ['seen', () => true],
  ['seen_alone', (check) => check.seen === 'yes'],
  ['reason_not_alone', isReasonForced],
  ['reason_text', (check) => isReasonForced(check) && check.reason_not_alone === 'other'],
  ['where_absent', (check) => check.seen === 'no'],
  ['next_attempt_at', isNextAttemptForced],
  ['interpreter_reason', (check) => check.interpreter_is_family === true],
];

/** The fields that stand in the way of saving, and why. */
export function problemsOf(check: Draft): CheckProblems {
  return Object.fromEntries(
    needed
      .filter(([name, isNeeded]) => isNeeded(check) && !filled(check[name]))
      .map(([name]): [CheckField, Problem] => [name, 'needed']),
  );
}

/** The children of a visit who have no check yet, in the visit's order. */
export function missingChecks(child_ids: string[], checks: { child_id: string }[]): string[] {
  const checked = new Set(checks.map((check) => check.child_id));
  return child_ids.filter((id) => !checked.has(id));
}

/** An injury to a child who cannot move is urgent by itself (N-01): the page suggests, never decides. */
export const isUrgentByInjury = (child: { non_mobile?: boolean }, check: Draft): boolean =>
  child.non_mobile === true && (check.injuries?.length ?? 0) > 0;
