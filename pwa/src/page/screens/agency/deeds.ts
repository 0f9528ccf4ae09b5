/** What business support, the police and health may do with a request. The first that is their turn stands open. */
import { isPolice } from '../../app/roles';
import { undelivered } from '../../reading/mails';
import { agency as words } from '../../words';
import type { Deed } from '../request/deeds';
import type { Sight } from '../request/sight';
import { AgreeCancellation } from './answers';
import { BookMeeting } from './book';
import { TheyRang } from './contact';
import { Forward } from './forward';
import { Invite } from './invite';
import { MendDelivery } from './mend';
import { LogReply, OwnReply } from './replies';
import { policeDeeds } from './police-deeds';
import { isBusinessSupport, isGiven, isGoing, isTurn, ownInvitations } from './whose';

const mends = (sight: Sight): boolean =>
  (isBusinessSupport(sight) || sight.person.role === 'team_manager') &&
  (isTurn('mend_delivery')(sight) ||
    Boolean(sight.view.request.fields.dispatch_trouble) ||
    undelivered(sight.view.dispatches).length > 0);

const forwards = (sight: Sight): boolean => {
  const { sent_to_business_support_at, sent_to_police_at } = sight.view.request.fields;
  const is_here = Boolean(sent_to_business_support_at) && !sent_to_police_at;
  return isGoing(sight) && is_here && isGiven(sight, 'forward_to_police', ['business_support']);
};

const books = (sight: Sight): boolean =>
  isGoing(sight) &&
  sight.profile?.booking?.mode === 'booked_by_business_support' &&
  isGiven(sight, 'book', ['business_support']);

const arranges = (sight: Sight): boolean =>
  isGoing(sight) &&
  (isGiven(sight, 'book', ['business_support']) ||
    isGiven(sight, 'confirm_slot', ['business_support', 'team_manager']));

const answers = (sight: Sight): boolean =>
  (sight.person.role === 'health' || isPolice(sight.person.role)) &&
  ownInvitations(sight).length > 0 &&
  (isGoing(sight) || sight.status === 'cancel_requested');

const officeDeeds: readonly Deed[] = [
  {
    key: 'mend',
    label: words.mend,
    kinds: ['send_again', 'sent_by_hand'],
    what: ['mend_delivery'],
    may: mends,
    next: isTurn('mend_delivery'),
    Form: MendDelivery,
  },
  {
    key: 'forward',
    label: words.forward,
    kinds: ['forward_to_police'],
    what: ['forward'],
    may: forwards,
    next: isTurn('forward'),
    Form: Forward,
  },
  {
    key: 'book',
    label: words.book,
    draft: 'book',
    kinds: ['book_meeting'],
    what: ['book_meeting'],
    may: books,
    next: isTurn('book_meeting'),
    Form: BookMeeting,
  },
  {
    key: 'log-reply',
    label: words.logReply,
    draft: 'log-reply',
    kinds: [],
    may: (sight) => arranges(sight) && sight.view.invitations.length > 0,
    Form: LogReply,
  },
  {
    key: 'invite',
    label: words.invite,
    draft: 'invite',
    kinds: [],
    what: ['invite'],
    may: arranges,
    Form: Invite,
  },
  {
    key: 'they-rang',
    label: words.theyRang,
    draft: 'contact',
    kinds: ['record_police_contact'],
    may: (sight) => isGoing(sight) && isBusinessSupport(sight),
    Form: TheyRang,
  },
];

const answerDeeds: readonly Deed[] = [
  {
    key: 'agree-cancellation',
    label: words.cancellation,
    draft: 'agree-cancellation',
    kinds: ['agree_cancellation'],
    what: ['agree_cancellation'],
    may: (sight) =>
      sight.status === 'cancel_requested' &&
      isTurn('agree_cancellation')(sight) &&
      (sight.person.role === 'health' || isPolice(sight.person.role)),
    next: () => true,
    Form: AgreeCancellation,
  },
  {
    key: 'own-reply',
    label: words.ownReply,
    kinds: [],
    what: ['reply', 'send_information'],
    may: answers,
    next: isTurn('reply', 'send_information'),
    Form: OwnReply,
  },
];

export const agencyDeeds: readonly Deed[] = [...answerDeeds, ...officeDeeds, ...policeDeeds];
