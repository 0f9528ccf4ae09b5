/** What a request must say before it can be sent. Calling never waits for any of it. */
import type { RequestWritten } from '../../domain';
import type { Errors } from '../parts/form';
import { urgent } from '../words';

export type RequestDraft = Pick<
  RequestWritten,
  | 'case_id'
  | 'child_ids'
  | 'category'
  | 'what_is_happening'
  | 'reasonable_cause'
  | 'reachable_number'
  | 'place_now'
> & {
  /** Calls made from the form that are about something else. */
  left_out?: string[];
};

const needed = [
  'case_id',
  'child_ids',
  'category',
  'what_is_happening',
  'reachable_number',
] as const;

/** The children are asked for once their family is chosen. */
export function requestErrors(values: Partial<RequestDraft>): Errors {
  const family = !isEmpty(values.case_id);
  const asked = needed.filter((name) => family || name !== 'child_ids');
  const missing = asked.filter((name) => isEmpty(values[name]));
  const errors: Record<string, string> = Object.fromEntries(
    missing.map((name) => [name, urgent.errors[name]]),
  );
  const number = values.reachable_number ?? '';
  if (number && number.replace(/\D/g, '').length < 5)
    errors['reachable_number'] = urgent.errors.reachable_number_bad;
  return errors;
}

const isEmpty = (value: string | readonly string[] | null | undefined): boolean =>
  typeof value === 'string' ? value.trim() === '' : !value || value.length === 0;
