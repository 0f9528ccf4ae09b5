/** Two people wrote different things: both are shown, a person chooses. */
import { useState } from 'preact/hooks';
import type { Conflict } from '../../domain';
import { readOutbox, readRecord, type LocalRecord } from '../../store';
import { useColleagues } from '../app/use-colleagues';
import { useLive } from '../app/use-live';
import { useNow } from '../app/use-now';
import { useSave } from '../app/use-save';
import { Choices } from '../parts/choices';
import type { Errors, Form } from '../parts/form';
import { BackTo } from '../parts/rows';
import { Title } from '../parts/title';
import { labelOf, sayValue } from '../reading/outbox-words';
import { sayWhen } from '../say-time';
import { common, conflict as words, outbox, states } from '../words';
import { NotFound } from './not-found';

export function ConflictPage({ id }: { id: string }) {
  const record = useLive((store) => readRecord(store, id), [id]);
  const decided = useLive(decisionsWaiting) ?? new Set();
  if (record === undefined) return null;
  if (record === null) return <NotFound />;
  const open = record.conflicts.filter((one) => !decided.has(`${one.change_id}:${one.field}`));
  return (
    <>
      <BackTo href="/outbox">{outbox.title}</BackTo>
      <Title name={words.title} />
      <p class="govuk-body">{open.length > 0 ? words.intro : words.none}</p>
      {open.map((one) => (
        <Choose key={one.change_id + one.field} record={record} conflict={one} />
      ))}
    </>
  );
}

/** Choices made on this phone and not settled yet: not asked twice. */
async function decisionsWaiting(store: Parameters<typeof readOutbox>[0]): Promise<Set<string>> {
  const { waiting } = await readOutbox(store);
  const made = waiting
    .map((row) => row.change)
    .filter((change) => change.kind === 'decide_conflict');
  return new Set(
    made
      .map((change) => change.fields as { change_id: string; field: string })
      .map((f) => `${f.change_id}:${f.field}`),
  );
}

type Answer = { choose: 'kept' | 'other' };

function Choose({ record, conflict }: { record: LocalRecord; conflict: Conflict }) {
  const save = useSave();
  const nameOf = useColleagues();
  const now = useNow();
  const [values, setValues] = useState<Partial<Answer>>({});
  const [errors, setErrors] = useState<Errors>({});
  const form: Form<Answer> = { values, errors, set: (name, value) => setValues({ [name]: value }) };
  const { change_id, field } = conflict;
  const standing = (record.fields as unknown as Record<string, unknown>)[field];
  const options = [
    { value: 'kept', label: sayValue(standing ?? common.none), hint: words.kept },
    {
      value: 'other',
      label: sayValue(conflict.value ?? common.none),
      hint: `${words.other}: ${words.by(nameOf(conflict.by), sayWhen(conflict.at, now))}`,
    },
  ];
  const submit = (event: Event) => {
    event.preventDefault();
    if (!values.choose) return setErrors({ choose: words.error });
    void save([
      {
        kind: 'decide_conflict',
        record_id: record.id,
        fields: { change_id, field, choose: values.choose },
      },
    ]);
  };
  return (
    <form class="ds-card" onSubmit={submit} noValidate>
      <Choices form={form} name="choose" legend={words.which(labelOf(field))} options={options} />
      <button class="govuk-button">{words.save}</button>
      <p class="govuk-body-s ds-quiet">{states.decides}</p>
    </form>
  );
}
