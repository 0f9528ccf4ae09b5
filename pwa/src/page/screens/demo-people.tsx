/** The demo: one person for each role in each area, one tap to be them. */
import { useEffect, useState } from 'preact/hooks';
import { usePhone } from '../app/phone';
import { signIn as words } from '../words';

interface DemoPerson {
  email: string;
  password: string;
  name: string;
  role: string;
  area: string;
  area_name: string;
}

interface DemoPeopleProps {
  onChoose: (person: { email: string; password: string }) => void;
  going: boolean;
}

export function DemoPeople({ onChoose, going }: DemoPeopleProps) {
  const people = useDemoPeople();
  const areas = [...new Map(people.map((person) => [person.area, person.area_name])).entries()];
  if (people.length === 0) return null;
  return (
    <section class="govuk-!-margin-bottom-6">
      <h2 class="govuk-heading-m govuk-!-margin-bottom-1">{words.demo}</h2>
      <p class="govuk-body">{words.demoHint}</p>
      {areas.map(([area, name]) => (
        <section key={area}>
          <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{name}</h3>
          <ul class="ds-list ds-people">
            {people
              .filter((person) => person.area === area)
              .map((person) => (
                <Person key={person.email} person={person} onChoose={onChoose} going={going} />
              ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

function Person({ person, onChoose, going }: DemoPeopleProps & { person: DemoPerson }) {
  return (
    <li>
      <button type="button" class="ds-place" disabled={going} onClick={() => onChoose(person)}>
        <strong>{words.roles[person.role] ?? person.role}</strong>
        <br />
        {person.name}
      </button>
    </li>
  );
}

function useDemoPeople(): DemoPerson[] {
  const { phone } = usePhone();
  const [people, setPeople] = useState<DemoPerson[]>([]);
  useEffect(() => {
    void phone
      .network({ method: 'GET', path: '/demo/people', timeout_ms: 10_000 })
      .then((reply) => {
        if (reply.kind === 'answer' && reply.status === 200 && Array.isArray(reply.body))
          setPeople(reply.body as DemoPerson[]);
      });
  }, [phone]);
  return people;
}
