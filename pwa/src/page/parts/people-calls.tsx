/** Call buttons of colleagues, one tap each, with whether they can be reached. */
import type { CallAbout } from '../app/call-about';
import { useCalls } from '../app/calls';
import type { Called } from '../../domain';
import { personTarget } from '../reading/person-call';
import { calling } from '../words';
import { CallLink } from './call';

export interface CallablePerson {
  id: string;
  name: string;
  phone: string | null;
  /** Beside the name: `not logged in`. */
  said?: string | undefined;
}

interface PeopleCallsProps {
  people: readonly CallablePerson[];
  called: Called;
  about: CallAbout;
  /** Where nobody has a number. */
  none: string;
}

export function PeopleCalls({ people, called, about, none }: PeopleCallsProps) {
  const { demo } = useCalls();
  const targets = people.flatMap((person) => {
    const target = personTarget(person, called, demo);
    return target ? [{ target, person }] : [];
  });
  if (targets.length === 0) return <p class="govuk-body">{none}</p>;
  return (
    <ul class="govuk-list">
      {targets.map(({ target, person }) => (
        <li key={target.key}>
          <CallLink
            target={target}
            label={calling.call(person.said ? `${person.name} (${person.said})` : person.name)}
            about={about}
            look="second"
          />
        </li>
      ))}
    </ul>
  );
}
