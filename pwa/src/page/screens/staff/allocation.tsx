/** Who has a family: the manager gives it, takes it back, or hands it to another team. */
import { readColleagues, readFamily, readTeams, type FamilyView } from '../../../store';
import { useColleagues } from '../../app/use-colleagues';
import { useDecided } from '../../app/use-decided';
import { useDraft } from '../../app/use-draft';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { useSave } from '../../app/use-save';
import { Choices, Tick } from '../../parts/choices';
import { ErrorSummary } from '../../parts/error-summary';
import { BackTo } from '../../parts/rows';
import { Title } from '../../parts/title';
import { allocation as words, devices } from '../../words/staff';
import { NotFound } from '../not-found';

export function AllocationPage({ id }: { id: string }) {
  const file = useLive((store) => readFamily(store, id), [id]);
  const decided = useDecided(id);
  if (file === undefined) return null;
  if (file === null) return <NotFound />;
  return (
    <>
      <BackTo href={`/families/${id}`}>{file.family.fields.name}</BackTo>
      <Title name={words.title} />
      {decided && <p class="govuk-inset-text">{devices.decided}</p>}
      <Now file={file} />
      {!decided && <Give file={file} />}
      {!decided && <HandOver file={file} />}
    </>
  );
}

function Now({ file }: { file: FamilyView }) {
  const nameOf = useColleagues();
  const save = useSave();
  const { id, fields } = file.family;
  const workers = fields.workers ?? [];
  const end = (person_id: string) =>
    save([{ kind: 'end_allocation', record_id: id, fields: { person_id } }]);
  if (workers.length === 0) return <p class="govuk-body">{words.nobody}</p>;
  return (
    <>
      <h2 class="govuk-heading-m">{words.now}</h2>
      <ul class="ds-list">
        {workers.map((person_id) => (
          <li class="ds-card" key={person_id}>
            <p class="govuk-body govuk-!-font-weight-bold">{nameOf(person_id)}</p>
            <button
              type="button"
              class="govuk-button govuk-button--secondary govuk-!-margin-bottom-1"
              onClick={() => end(person_id)}
            >
              {words.end(nameOf(person_id))}
            </button>
            <p class="govuk-body-s ds-quiet">{words.endHint}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

interface Giving {
  person_id: string;
  move: boolean;
}

function Give({ file }: { file: FamilyView }) {
  const { id, fields } = file.family;
  const save = useSave();
  const form = useDraft<Giving>(`give:${id}`, {});
  const colleagues = useCaseWorkers(fields.workers ?? []);
  if (!form || colleagues.length === 0) return null;
  const submit = async (event: Event) => {
    event.preventDefault();
    const { person_id, move } = form.values;
    if (!person_id) return form.setErrors({ person_id: words.giveError });
    const ended = (move ? (fields.workers ?? []) : []).map(
      (one) => ({ kind: 'end_allocation', record_id: id, fields: { person_id: one } }) as const,
    );
    const given = { kind: 'allocate_case', record_id: id, fields: { person_id } } as const;
    await save([given, ...ended], form.name);
  };
  return (
    <form onSubmit={submit} noValidate>
      <h2 class="govuk-heading-m">{words.giveTitle}</h2>
      <ErrorSummary errors={form.errors} />
      <Choices form={form} name="person_id" legend={words.give} options={colleagues} />
      {(fields.workers ?? []).length > 0 && <Tick form={form} name="move" label={words.giveMove} />}
      <button class="govuk-button govuk-!-margin-top-4">{words.giveSave}</button>
    </form>
  );
}

/** Social workers and ASWPs of the area who have not left and do not have it already. */
function useCaseWorkers(workers: readonly string[]) {
  const people = useLive(readColleagues);
  const now = useNow().toISOString();
  const found = [...(people?.values() ?? [])].filter(
    ({ id, fields }) =>
      ['social_worker', 'aswp'].includes(fields.role) &&
      !workers.includes(id) &&
      !(fields.ended_at && fields.ended_at <= now),
  );
  return found
    .map(({ id, fields }) => ({ value: id, label: fields.name }))
    .sort((one, other) => one.label.localeCompare(other.label));
}

function HandOver({ file }: { file: FamilyView }) {
  const { id, fields } = file.family;
  const save = useSave();
  const form = useDraft<{ team_id: string }>(`hand-over:${id}`, {});
  const teams = (useLive(readTeams) ?? []).filter(
    (team) => team.id !== fields.team_id && (team.fields.managers ?? []).length > 0,
  );
  if (!form) return null;
  const submit = async (event: Event) => {
    event.preventDefault();
    const { team_id } = form.values;
    if (!team_id) return form.setErrors({ team_id: words.moveError });
    await save([{ kind: 'move_case', record_id: id, fields: { team_id } }], form.name);
  };
  const options = teams.map((team) => ({ value: team.id, label: team.fields.name }));
  return (
    <details class="govuk-details govuk-!-margin-top-6">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{words.move}</span>
      </summary>
      <form class="govuk-details__text" onSubmit={submit} noValidate>
        <p class="govuk-body">{options.length > 0 ? words.moveHint : words.noOther}</p>
        <ErrorSummary errors={form.errors} />
        {options.length > 0 && (
          <>
            <Choices form={form} name="team_id" legend={words.moveTo} options={options} />
            <button class="govuk-button govuk-button--warning">{words.moveSave}</button>
          </>
        )}
      </form>
    </details>
  );
}
