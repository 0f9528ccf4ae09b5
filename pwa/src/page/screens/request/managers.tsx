/** Whom the worker rings to have it authorised: each manager, then the head of service, by one tap (journey 5). */
import { readColleagues, type RequestView } from '../../../store';
import { useLive } from '../../app/use-live';
import { useManagers } from '../../app/use-managers';
import { PeopleCalls, type CallablePerson } from '../../parts/people-calls';
import { signIn } from '../../words';
import { decide } from '../../words/decide';
import { asking } from '../../words/request-form';
import { manages } from './may';
import { useSight } from './sight';

export function Managers({ view }: { view: RequestView }) {
  const sight = useSight(view);
  const { fields, id } = view.request;
  const people = useNextUp(fields.team_id, fields.manager_id);
  const waits = sight.status === 'awaiting_authorisation' && fields.urgent;
  if (!waits || !sight.is_mine || manages(sight)) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{decide.unreachable.title}</h2>
      <PeopleCalls
        people={people}
        called="manager"
        about={{ request_id: id, case_id: fields.case_id }}
        none={decide.unreachable.none}
      />
    </>
  );
}

const SHOWN = 3;

/** Who is responsible, the next of the area, then the head of service. */
function useNextUp(
  team_id: string | null | undefined,
  manager_id: string | null | undefined,
): CallablePerson[] {
  const managers = useManagers(team_id).sort(
    (one, other) => Number(other.id === manager_id) - Number(one.id === manager_id),
  );
  const people = [...(useLive(readColleagues)?.values() ?? [])];
  const heads = people.filter(
    ({ fields }) => fields.role === 'head_of_service' && !fields.ended_at,
  );
  return [
    ...managers
      .slice(0, SHOWN)
      .map((one) => ({ ...one, said: asking.manager.presence[one.presence] })),
    ...heads.map(({ id, fields }) => ({
      id,
      name: fields.name,
      phone: fields.phone ?? null,
      said: signIn.roles.head_of_service,
    })),
  ];
}
