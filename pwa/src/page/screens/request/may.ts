/** Who may do what in this area, as far as the phone is told. The server decides. */
import type { Role } from '../../../domain';
import { isOver } from '../../reading/request-state';
import type { Sight } from './sight';

const usual: Readonly<Record<string, readonly Role[]>> = {
  authorise: ['team_manager'],
  return_form: ['team_manager'],
  confirm_slot: ['business_support', 'team_manager'],
  book: ['team_manager'],
};

/** The deeds are those of the area's arrangements: `authorise`, `confirm_slot`, `book`. */
export function gives({ profile, person }: Sight, deed: string): boolean {
  const roles = profile?.roles?.[deed] ?? usual[deed] ?? [];
  return roles.includes(person.role);
}

/** Whoever manages: the area says who authorises. */
export const manages = (sight: Sight): boolean => gives(sight, 'authorise');

/** Somebody is waited for to do this. */
export const waitsFor = ({ view }: Sight, what: string): boolean =>
  (view.request.fields.waiting_for ?? []).some((one) => one.what === what);

/** It was to wait, and can wait no longer: whoever raised it says so, wherever it stands. */
export const mayBecomeUrgent = ({ view, is_mine, status }: Sight): boolean =>
  is_mine && !view.request.fields.urgent && !isOver(status) && status !== 'cancel_requested';

/** The server has it. */
export const arrived = ({ view }: Sight): boolean => !view.request.only_here;
