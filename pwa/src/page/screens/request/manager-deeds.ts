/** What a manager does with a request that was raised. */
import { requests as words } from '../../words';
import { decide } from '../../words/decide';
import { Authorise, ReturnIt } from './authorise';
import type { Deed } from './deeds';
import { arrived, gives, manages } from './may';
import type { Sight } from './sight';
import { ConfirmVerbal } from './verbal';

const authorises = (sight: Sight): boolean =>
  sight.status === 'awaiting_authorisation' && manages(sight) && arrived(sight);

const RETURNABLE: readonly string[] = [
  'awaiting_authorisation',
  'authorised',
  'with_business_support',
];

/** Said by telephone, and nobody has confirmed or refused it. */
function awaitsConfirmation({ view }: Sight): boolean {
  const { authorisation: given } = view.request.fields;
  return given?.method === 'telephone_to_confirm' && !given.confirmed_at && !given.refused_at;
}

export const managerDeeds: readonly Deed[] = [
  {
    key: 'confirm-verbal',
    label: decide.confirmVerbal.label,
    draft: 'confirm-verbal',
    kinds: ['confirm_verbal_authorisation'],
    what: ['confirm_verbal'],
    may: (sight) => manages(sight) && awaitsConfirmation(sight),
    next: () => true,
    Form: ConfirmVerbal,
  },
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
    may: (sight) =>
      RETURNABLE.includes(sight.status) && arrived(sight) && gives(sight, 'return_form'),
    Form: ReturnIt,
  },
];
