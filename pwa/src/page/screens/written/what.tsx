/** One thing that was written while locked, in words that claim no more than was written. */
import type { SignedOutCall, Written } from '../../../store';
import { sayWhen } from '../../say-time';
import { asking, callLog } from '../../words';

export function What({ one, now }: { one: Written; now: Date }) {
  return (
    <>
      <h2 class="govuk-heading-s govuk-!-margin-bottom-1">{sayWhat(one, now)}</h2>
      {one.kind === 'note' ? (
        <p class="govuk-body ds-words">{one.text}</p>
      ) : (
        <p class="govuk-body">{sayOutcome(one)}</p>
      )}
    </>
  );
}

export function sayWhat(one: Written, now: Date): string {
  if (one.kind === 'note') return asking.ask.noteAt(sayWhen(one.occurred_at, now));
  const { shown, number, started_at } = one.fields;
  return asking.ask.call(shown ?? number, sayWhen(started_at, now));
}

/** What the person said came of it; a tap alone says nothing of whether anybody answered. */
export function sayOutcome({ outcome_fields }: Pick<SignedOutCall, 'outcome_fields'>): string {
  const { outcome, answered_by, agreed } = outcome_fields as Record<string, string | undefined>;
  const came = callLog.outcomes[outcome as keyof typeof callLog.outcomes] ?? callLog.attempted;
  return [came, answered_by, agreed].filter(Boolean).join('. ');
}
