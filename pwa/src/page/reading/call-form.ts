/** What came of a call: from what was typed to what is recorded. */
import { timeNow } from '../../domain';
import type { CallOutcome, ChangeFields, PhoneUsed } from '../../domain';
import type { Errors } from '../parts/form';
import { callLog as words } from '../words';

export interface CallDraft {
  who: string;
  started_at: string;
  outcome: CallOutcome;
  phone_used: PhoneUsed;
  answered_by: string;
  agreed: string;
}

export function callErrors({ outcome, answered_by }: Partial<CallDraft>): Errors {
  if (!outcome) return { outcome: words.errors.outcome };
  return outcome === 'spoke' && !answered_by?.trim()
    ? { answered_by: words.errors.answered_by }
    : {};
}

/** What is recorded: nothing of a conversation that did not take place. */
export function outcomeFields(values: Partial<CallDraft>): ChangeFields['record_call_outcome'] {
  const { outcome = 'attempted', phone_used = 'this', answered_by, agreed } = values;
  const spoke = outcome === 'spoke';
  return {
    outcome,
    phone_used,
    ended_at: timeNow().toISOString(),
    ...(spoke && answered_by ? { answered_by: answered_by.trim() } : {}),
    ...(spoke && agreed ? { agreed: agreed.trim() } : {}),
  };
}
