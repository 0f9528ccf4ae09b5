/** Whether it is this person's turn with a request: by what the server waits for, and in which role they are. */
import type { InvitationFields, Person, Role, WaitingFor } from '../../domain';
import type { Request } from './family';
import { isOver } from './request-state';

export const words_of: Partial<Record<Role, string>> = {
  social_worker: 'social_worker',
  aswp: 'social_worker',
  team_manager: 'team_manager',
  business_support: 'business_support',
  police_sergeant: 'police',
  police_delegated_officer: 'police',
  health: 'health',
  head_of_service: 'head_of_service',
};

/** Everything of a request that waits for this person, the next step of it first. */
export function turnsOf(
  request: Request,
  person: Person,
  invitations: readonly Invited[] = [],
): WaitingFor[] {
  if (isOver(request.fields.status)) return [];
  const turns = waitedOn(request).filter((one) => isTurnOf(one, request, person));
  const known = new Set(turns.map(({ what }) => what));
  return [...turns, ...owedBy(person, invitations).filter(({ what }) => !known.has(what))];
}

export interface Invited {
  fields: Pick<InvitationFields, 'agency' | 'person_id' | 'reply' | 'information'>;
}

/** What an agency that is invited owes: its reply, then its information (W-20, W-22). */
function owedBy(person: Person, invitations: readonly Invited[]): WaitingFor[] {
  const who = words_of[person.role] ?? '';
  const own = invitations.filter(({ fields }) => isInvited(fields, person.id, who));
  const owed = own.flatMap(({ fields }) => [
    ...((fields.reply ?? 'none') === 'none' ? ['reply'] : []),
    ...(fields.information === 'asked' ? ['send_information'] : []),
  ]);
  return [...new Set(owed)].map((what) => ({ who, what }));
}

/** Somebody who is named has their own; what names nobody is the agency's. */
export const isInvited = (
  { agency, person_id }: Invited['fields'],
  id: string,
  who: string,
): boolean => (person_id ? person_id === id : agency === who);

function isTurnOf(one: WaitingFor, request: Request, person: Person): boolean {
  const { who, what, roles } = one;
  const is_theirs = roles ? roles.includes(person.role) : words_of[person.role] === who;
  if (!is_theirs) return false;
  if (what === 'put_right') return isRaisedBy(request, person);
  return person.role === 'police_delegated_officer' ? isForOfficer(request, person) : true;
}

export const isRaisedBy = ({ fields, made_by }: Request, person: Person): boolean =>
  (fields.raised_by ?? made_by) === person.id;

/** An officer has what was given to them, and of the rest what is neither crime-related nor urgent (S-17). */
function isForOfficer({ fields }: Request, person: Person): boolean {
  const { police_assigned: given } = fields;
  if (given) return given.person_id === person.id;
  return !isForSergeant(fields);
}

/** S-15: crime-related and urgent ones are a sergeant's. */
export const isForSergeant = ({
  urgent,
  crime_related,
}: Pick<Request['fields'], 'urgent' | 'crime_related'>): boolean =>
  urgent || crime_related === true;

/** Where the server has not said whom it waits for: by the state alone. */
function waitedOn({ fields }: Request): readonly WaitingFor[] {
  if (fields.waiting_for) return fields.waiting_for;
  return by_state[fields.status ?? 'awaiting_authorisation'] ?? [];
}

const by_state: Partial<Record<string, readonly WaitingFor[]>> = {
  awaiting_authorisation: [{ who: 'team_manager', what: 'authorise' }],
  returned: [{ who: 'social_worker', what: 'put_right' }],
  authorised: [
    { who: 'business_support', what: 'confirm_slot' },
    { who: 'team_manager', what: 'confirm_slot' },
  ],
};

/** An urgent request is not the call: until someone was spoken to, the call is still owed. */
export const isCallOwed = ({ fields }: Pick<Request, 'fields'>): boolean =>
  fields.urgent &&
  !isOver(fields.status) &&
  !fields.police_told &&
  !fields.police_contact &&
  fields.urgent_call !== 'spoke';
