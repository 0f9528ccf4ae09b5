/** A colleague as somebody who can be called. */
import type { Called } from '../../domain';
import { dialled, type CallTarget } from './calls';

interface Callable {
  id: string;
  name: string;
  phone: string | null;
}

/** Null where no number of theirs is on this phone. */
export function personTarget(
  { id, name, phone }: Callable,
  called: Called,
  demo: boolean,
): (CallTarget & { number: string }) | null {
  const digits = phone?.replace(/[^\d+]/g, '') ?? '';
  if (digits.length < 3) return null;
  return {
    key: `person:${id}`,
    called,
    name,
    number: dialled(digits, demo),
    shown: phone ?? digits,
    extension: null,
    hours: null,
    verified_at: null,
    reported_wrong_at: null,
    if_no_answer: null,
  };
}
