/** How a request is left: withdrawn before it went anywhere, cancelled after, with everybody's agreement. */
import { isOver } from '../../reading/request-state';
import { hardGates } from '../../reading/request-written';
import { requests as words } from '../../words';
import { decide } from '../../words/decide';
import { AgreeCancel, AskCancel } from './cancel';
import type { Deed } from './deeds';
import { manages, waitsFor } from './may';
import { Redirect } from './redirect';
import type { Sight } from './sight';
import { Withdraw } from './withdraw';

/** Somebody outside has it: what was sent, or said, is not taken back by one person alone. */
function isOut({ view, status }: Sight): boolean {
  const { police_told, police_contact, sent_to_police_at, sent_to_business_support_at } =
    view.request.fields;
  const told = police_told ?? police_contact ?? sent_to_police_at ?? sent_to_business_support_at;
  return Boolean(told) || !EARLY.includes(status);
}

const EARLY: readonly string[] = ['awaiting_authorisation', 'returned', 'authorised'];
const isTheirs = (sight: Sight): boolean => sight.is_mine || manages(sight);
const isGoing = ({ status }: Sight): boolean => !isOver(status) && status !== 'cancel_requested';

export const leavingDeeds: readonly Deed[] = [
  {
    key: 'agree-cancel',
    label: decide.cancel.agree,
    draft: 'agree-cancel',
    kinds: ['agree_cancellation'],
    what: ['agree_cancellation'],
    may: (sight) =>
      sight.status === 'cancel_requested' &&
      manages(sight) &&
      waitsFor(sight, 'agree_cancellation') &&
      !sight.view.request.fields.cancellation?.agreements.csc_team_manager,
    Form: AgreeCancel,
  },
  {
    key: 'redirect',
    label: decide.redirect.label,
    draft: 'redirect',
    kinds: ['redirect_request'],
    may: (sight) =>
      EARLY.includes(sight.status) &&
      isTheirs(sight) &&
      !isOut(sight) &&
      !sight.view.request.fields.urgent &&
      hardGates(sight.profile).length > 0,
    Form: Redirect,
  },
  {
    key: 'withdraw',
    label: words.withdraw,
    draft: 'withdraw',
    kinds: ['withdraw_request'],
    may: (sight) => isGoing(sight) && isTheirs(sight) && !isOut(sight),
    Form: Withdraw,
  },
  {
    key: 'cancel',
    label: decide.cancel.label,
    draft: 'cancel',
    kinds: ['request_cancellation'],
    may: (sight) => isGoing(sight) && isTheirs(sight) && isOut(sight),
    Form: AskCancel,
  },
];
