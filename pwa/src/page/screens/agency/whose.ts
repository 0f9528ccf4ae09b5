/** Whose turn a deed is, and to whom the area gives it. The server decides; here it is what is offered. */
import type { Role } from '../../../domain';
import { isOver } from '../../reading/request-state';
import { isInvited, turnsOf, words_of } from '../../reading/whose-desk';
import type { Sight } from '../request/sight';

/** One of these is waited for, of this person. */
export const isTurn =
  (...codes: string[]) =>
  ({ view, person }: Sight): boolean =>
    turnsOf(view.request, person, view.invitations).some(({ what }) => codes.includes(what));

/** The area gives the deed to this person's role; of an area that has not said, to these. */
export const isGiven = (
  { person, profile }: Sight,
  deed: string,
  usually: readonly Role[],
): boolean => (profile?.roles?.[deed] ?? usually).includes(person.role);

export const isBusinessSupport = ({ person }: Sight): boolean => person.role === 'business_support';

/** Going on: authorised, and not over. */
export const isGoing = ({ status }: Sight): boolean =>
  !isOver(status) && !['awaiting_authorisation', 'returned', 'cancel_requested'].includes(status);

/** The invitations that this person answers: their own, or their agency's. */
export const ownInvitations = ({ view, person }: Sight) =>
  view.invitations.filter(
    ({ fields }) => !fields.removed_at && isInvited(fields, person.id, words_of[person.role] ?? ''),
  );
