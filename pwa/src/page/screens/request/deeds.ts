/** What may be done with a request. The one that is this person's turn stands open; the others are folded. */
import type { ComponentType } from 'preact';
import type { ChangeKind, Role } from '../../../domain';
import type { RequestView } from '../../../store';
import { isOver } from '../../reading/request-state';
import { requests as words } from '../../words';
import { Authorise, ReturnIt } from './authorise';
import { ConfirmTime, MoveTime } from './confirm-slot';
import { EditRequest } from './edit-request';
import type { Sight } from './sight';
import { Withdraw } from './withdraw';

export interface DeedProps {
  view: RequestView;
  /** It was saved: a folded one folds again. */
  onDone(): void;
}

export interface Deed {
  key: string;
  /** Of a folded one. */
  label: string;
  /** Its form's draft begins so; with something typed in it, it stands open. */
  draft?: string;
  /** What it saves: not offered again while one of these waits on this phone. */
  kinds: readonly ChangeKind[];
  /** What somebody may be waited for to do that this does (`waiting_for`). */
  what?: readonly string[];
  /** Offered to this person in this state. What may be done is decided by the server. */
  may(sight: Sight): boolean;
  /** It is their turn, where nothing says whose turn it is. */
  next?(sight: Sight): boolean;
  Form: ComponentType<DeedProps>;
}

const confirmers: readonly Role[] = ['business_support', 'team_manager'];
const confirms = ({ person }: Sight): boolean => confirmers.includes(person.role);
const authorises = ({ status, person, view }: Sight): boolean =>
  status === 'awaiting_authorisation' && person.role === 'team_manager' && !view.request.only_here;

/** The first that fits is the next step. */
export const deeds: readonly Deed[] = [
  {
    key: 'authorise',
    label: words.authorise,
    kinds: ['authorise_request'],
    what: ['authorise'],
    may: authorises,
    next: () => true,
    Form: Authorise,
  },
  {
    key: 'return',
    label: words.returnIt,
    draft: 'return',
    kinds: ['return_request'],
    may: authorises,
    Form: ReturnIt,
  },
  {
    key: 'confirm',
    label: words.confirm,
    kinds: ['confirm_slot'],
    what: ['confirm_slot'],
    may: (sight) => sight.status === 'authorised' && confirms(sight),
    next: () => true,
    Form: ConfirmTime,
  },
  {
    key: 'edit',
    label: words.edit,
    draft: 'edit-request',
    kinds: [],
    what: ['put_right'],
    may: ({ status, is_mine }) =>
      is_mine && (status === 'returned' || status === 'awaiting_authorisation'),
    next: ({ status }) => status === 'returned',
    Form: EditRequest,
  },
  {
    key: 'move',
    label: words.move,
    draft: 'confirm',
    kinds: ['confirm_slot'],
    may: (sight) => sight.status === 'slot_confirmed' && confirms(sight),
    Form: MoveTime,
  },
  {
    key: 'withdraw',
    label: words.withdraw,
    draft: 'withdraw',
    kinds: ['withdraw_request'],
    may: mayWithdraw,
    Form: Withdraw,
  },
];

/** Only while the police have not been told; after that it is a cancellation, which people agree. */
function mayWithdraw({ view, status, person, is_mine }: Sight): boolean {
  const over = isOver(status) || status === 'slot_confirmed';
  return !over && !view.request.fields.police_told && (is_mine || person.role === 'team_manager');
}

/** After one of these the request is somewhere else: nothing more is offered until the server has said. */
const one_way: ReadonlySet<string> = new Set([
  'authorise_request',
  'return_request',
  'withdraw_request',
  'redirect_request',
  'merge_request',
  'request_cancellation',
  'confirm_slot',
  'move_slot',
  'release_slot',
]);

export const isOneWay = (kind: string): boolean => one_way.has(kind);

export function deedsFor(sight: Sight): Deed[] {
  if ([...sight.pending].some(isOneWay)) return [];
  return deeds.filter(
    (deed) => !deed.kinds.some((kind) => sight.pending.has(kind)) && deed.may(sight),
  );
}

/** The one obvious next step, where it is this person's. */
export function nextDeed(sight: Sight): Deed | null {
  const open = deedsFor(sight);
  const [first] = sight.view.request.fields.waiting_for ?? [];
  const waited = first && open.find((deed) => deed.what?.includes(first.what));
  return waited ?? open.find((deed) => deed.next?.(sight) ?? false) ?? null;
}
