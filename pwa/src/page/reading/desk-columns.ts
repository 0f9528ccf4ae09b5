/** The columns of each desk, in the order of its work. A request stands in the first that takes it. */
import type { Role } from '../../domain';
import { undelivered } from './mails';
import { isOver } from './request-state';
import type { Seen } from './desks';
import { isForSergeant } from './whose-desk';

export interface Column {
  /** Its title is a word in `desks.columns`. */
  key: string;
  takes(seen: Seen): boolean;
}

const has = (...codes: string[]) => {
  const wanted = new Set(codes);
  return ({ mine }: Seen): boolean => mine.some(({ what }) => wanted.has(what));
};
const isMine = ({ mine }: Seen): boolean => mine.length > 0;
const isOpen = ({ request }: Seen): boolean => !isOver(request.fields.status);
const isTimed = ({ request }: Seen): boolean => request.fields.status === 'slot_confirmed';

/** A mail that did not arrive, whoever mends it (W-19, T-10). */
const isUndelivered = (seen: Seen): boolean =>
  isOpen(seen) &&
  (Boolean(seen.request.fields.dispatch_trouble) || undelivered(seen.dispatches).length > 0);

/** Asked and not answered, or answered without the information (W-20, W-22). */
export const isReplyOwed = ({ invitations }: Pick<Seen, 'invitations'>): boolean =>
  invitations.some(
    ({ fields }) =>
      (fields.reply ?? 'none') === 'none' || (fields.information ?? 'none') === 'asked',
  );

const isReceiptOwed = ({ request }: Seen): boolean =>
  (request.fields.waiting_for ?? []).some(({ what }) => what === 'confirm_receipt');

const businessSupport: readonly Column[] = [
  { key: 'mail', takes: (seen) => isUndelivered(seen) || has('mend_delivery')(seen) },
  { key: 'forward', takes: has('forward', 'dispatch') },
  {
    key: 'book',
    takes: has('book_meeting', 'choose_slot', 'offer_slot', 'confirm_slot', 'invite'),
  },
  { key: 'yours', takes: isMine },
  { key: 'receipt', takes: (seen) => isOpen(seen) && isReceiptOwed(seen) },
  { key: 'replies', takes: (seen) => isOpen(seen) && isReplyOwed(seen) },
];

const isWithDelegated = ({ request }: Seen): boolean =>
  request.fields.police_assigned?.delegated === true;

const sergeant: readonly Column[] = [
  {
    key: 'sergeants',
    takes: (seen) => isMine(seen) && isForSergeant(seen.request.fields) && !isWithDelegated(seen),
  },
  { key: 'shared', takes: (seen) => isMine(seen) && !isWithDelegated(seen) },
  { key: 'oversight', takes: (seen) => isOpen(seen) && !isTimed(seen) && isWithDelegated(seen) },
];

const isGiven = ({ request, person }: Seen): boolean =>
  request.fields.police_assigned?.person_id === person.id;

const officer: readonly Column[] = [
  { key: 'given', takes: (seen) => isMine(seen) && isGiven(seen) },
  { key: 'shared', takes: isMine },
];

const isEscalated = ({ escalations, request }: Seen): boolean =>
  escalations.length > 0 && !isTimed({ request } as Seen);

const headOfService: readonly Column[] = [
  { key: 'escalated', takes: (seen) => isOpen(seen) && (isMine(seen) || isEscalated(seen)) },
  { key: 'late', takes: (seen) => isOpen(seen) && seen.late },
];

const health: readonly Column[] = [
  { key: 'reply', takes: has('reply', 'arrange_health') },
  { key: 'information', takes: has('send_information') },
  { key: 'yours', takes: isMine },
];

const everybody: readonly Column[] = [{ key: 'yours', takes: isMine }];

const of_role: Partial<Record<Role, readonly Column[]>> = {
  business_support: businessSupport,
  police_sergeant: sergeant,
  police_delegated_officer: officer,
  health,
  head_of_service: headOfService,
};

export const columnsOf = (role: Role): readonly Column[] => of_role[role] ?? everybody;

/** Under the work of every desk. */
export const ends: readonly Column[] = [
  { key: 'waiting', takes: (seen) => isOpen(seen) && !isTimed(seen) },
  { key: 'confirmed', takes: isTimed },
  { key: 'over', takes: () => true },
];
