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
      {areas.map(([area, name], index) => (
        <details class="govuk-details ds-demo" key={area} open={index === 0}>
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">{name}</span>
          </summary>
          <ul class="ds-list govuk-!-margin-top-2">
            {people.filter((person) => person.area === area).map((person) => (
              <li key={person.email}>
                <button type="button" class="ds-row" disabled={going} onClick={() => onChoose(person)}>
                  <span class="ds-row__text">
                    <span class="ds-row__title">{words.roles[person.role] ?? person.role}</span>
                    <span class="ds-row__more">{person.name}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

function useDemoPeople(): DemoPerson[] {
  const { phone } = usePhone();
  const [people, setPeople] = useState<DemoPerson[]>([]);
  useEffect(() => {
    void phone.network({ method: 'GET', path: '/demo/people', timeout_ms: 10_000 }).then((reply) => {
      if (reply.kind === 'answer' && reply.status === 200 && Array.isArray(reply.body)) setPeople(reply.body as DemoPerson[]);
    });
  }, [phone]);
  return people;
}
