/** What a person sees of a request when it is asked what they may do: who they are to it, and its area's rules. */
import type { AreaProfileFields, Person, RequestStatus } from '../../../domain';
import type { RequestView } from '../../../store';
import { useCalls } from '../../app/calls';
import { usePerson } from '../../app/phone';
import { usePending } from '../../app/use-decided';

export interface Sight {
  view: RequestView;
  person: Person;
  profile: AreaProfileFields | null;
  status: RequestStatus;
  /** It is this person who raised it. */
  is_mine: boolean;
  /** Kinds of change to it that wait on this phone: none of them is asked for twice. */
  pending: ReadonlySet<string>;
}

export function useSight(view: RequestView): Sight {
  const person = usePerson();
  const { profile } = useCalls().calling;
  const { request } = view;
  return {
    view,
    person,
    profile,
    status: request.fields.status ?? 'awaiting_authorisation',
    is_mine: (request.fields.raised_by ?? request.made_by) === person.id,
    pending: usePending(request.id),
  };
}
