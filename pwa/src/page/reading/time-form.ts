/** A day and time that somebody enters: it must be there, and not over. */
import { timeNow } from '../../domain';
import type { Errors } from '../parts/form';
import { momentOf } from '../say-time';
import { decide } from '../words/decide';

const JUST_BEGUN = 15 * 60_000;

export function timeErrors(name: string, typed: string | undefined): Errors {
  const moment = momentOf(typed);
  if (!moment) return { [name]: decide.time.whenError };
  const is_over = Date.parse(moment) < timeNow().getTime() - JUST_BEGUN;
  return is_over ? { [name]: decide.time.past } : {};
}
