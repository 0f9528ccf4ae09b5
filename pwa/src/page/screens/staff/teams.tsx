/** The teams of an area: who manages each, a new one, another name. */
import { areaFeed, uuid7 } from '../../../domain';
import { readTeams, type LocalRecord } from '../../../store';
import { usePerson } from '../../app/phone';
import { useColleagues } from '../../app/use-colleagues';
import { useDraft } from '../../app/use-draft';
import { useLive } from '../../app/use-live';
import { useSave } from '../../app/use-save';
import { ErrorSummary } from '../../parts/error-summary';
import { Line } from '../../parts/fields';
import { BackTo, Waiting } from '../../parts/rows';
import { Title } from '../../parts/title';
import { common } from '../../words';
import { people, teams as words } from '../../words/staff';

export function Teams() {
  const teams = useLive(readTeams);
  const { area } = usePerson();
  const save = useSave();
  if (!teams) return null;
  const add = (name: string, form: string) =>
    save([{ kind: 'add_team', record_id: uuid7(), feed: areaFeed(area), fields: { name } }], form);
  return (
    <>
      <BackTo href="/people">{people.title}</BackTo>
      <Title name={words.title} />
      {teams.length === 0 && <p class="govuk-body">{words.none}</p>}
      <ul class="ds-list">
        {teams.map((team) => (
          <TeamCard key={team.id} team={team} />
        ))}
      </ul>
      <h2 class="govuk-heading-m">{words.add}</h2>
      <NameForm name="add_team" button={words.save} onSave={add} />
    </>
  );
}

function TeamCard({ team }: { team: LocalRecord<'team'> }) {
  const nameOf = useColleagues();
  const save = useSave();
  const names = (team.fields.managers ?? []).map(nameOf);
  const rename = (name: string, form: string) =>
    save([{ kind: 'rename_team', record_id: team.id, fields: { name } }], form);
  return (
    <li class="ds-card">
      <strong>{team.fields.name}</strong>
      <p class="govuk-body-s ds-quiet">
        {names.length > 0 ? words.managers(common.and(names)) : words.noManager}
      </p>
      <Waiting record={team} />
      {!team.only_here && (
        <details class="govuk-details govuk-!-margin-bottom-0">
          <summary class="govuk-details__summary">
            <span class="govuk-details__summary-text">{words.rename(team.fields.name)}</span>
          </summary>
          <NameForm
            name={`rename_${team.id}`}
            was={team.fields.name}
            button={words.renameSave}
            onSave={rename}
          />
        </details>
      )}
    </li>
  );
}

interface NameFormProps {
  name: string;
  was?: string;
  button: string;
  onSave: (name: string, form: string) => Promise<boolean>;
}

/** Each form on the page has a field of its own name: an error leads to the right one. */
function NameForm({ name, was = '', button, onSave }: NameFormProps) {
  const form = useDraft<Record<string, string>>(name, { [name]: was });
  if (!form) return null;
  const submit = async (event: Event) => {
    event.preventDefault();
    const said = form.values[name]?.trim();
    if (!said) return form.setErrors({ [name]: words.error });
    if (await onSave(said, form.name)) form.clear();
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={form.errors} />
      <Line form={form} name={name} label={words.name} />
      <button class="govuk-button govuk-button--secondary">{button}</button>
    </form>
  );
}
