/** A child is added to a family's file by whoever works with the family. */
import { useLocation } from 'wouter-preact';
import { readFamily, type FamilyView } from '../../../store';
import { useDraft } from '../../app/use-draft';
import { useLive } from '../../app/use-live';
import { useSave } from '../../app/use-save';
import { Ticks } from '../../parts/choices';
import { ErrorSummary } from '../../parts/error-summary';
import { Line } from '../../parts/fields';
import type { Errors } from '../../parts/form';
import { Restored } from '../../parts/restored';
import { BackTo } from '../../parts/rows';
import { Title } from '../../parts/title';
import { newChild as words } from '../../words/opening';
import { NotFound } from '../not-found';

const FLAGS = ['non_mobile', 'non_verbal', 'interpreter_needed', 'looked_after'] as const;

interface Written {
  given_name: string;
  family_name: string;
  date_of_birth: string;
  local_child_id: string;
  school: string;
  language: string;
  flags: readonly string[];
}

export function AddChild({ id }: { id: string }) {
  const file = useLive((store) => readFamily(store, id), [id]);
  if (file === undefined) return null;
  if (file === null) return <NotFound />;
  return (
    <>
      <BackTo href={`/families/${id}`}>{file.family.fields.name}</BackTo>
      <Title name={words.title} />
      <ChildForm file={file} />
    </>
  );
}

function ChildForm({ file }: { file: FamilyView }) {
  const case_id = file.family.id;
  const save = useSave();
  const [, go] = useLocation();
  const form = useDraft<Written>(`add-child:${case_id}`, {});
  if (!form) return null;
  const submit = async (event: Event) => {
    event.preventDefault();
    const errors = errorsOf(form.values);
    form.setErrors(errors);
    if (Object.keys(errors).length > 0) return;
    const fields = { case_id, ...writtenOf(form.values) };
    const change = { kind: 'add_child', record_id: form.record_id, fields } as const;
    if (await save([change], form.name)) go(`/families/${case_id}`);
  };
  const flags = FLAGS.map((value) => ({ value, label: words[value] }));
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={form.errors} />
      <Restored form={form} />
      <Line form={form} name="given_name" label={words.given} />
      <Line form={form} name="family_name" label={words.family} />
      <Line form={form} name="date_of_birth" label={words.born} hint={words.bornHint} type="date" />
      <Line form={form} name="local_child_id" label={words.reference} />
      <Line form={form} name="school" label={words.school} />
      <Line form={form} name="language" label={words.language} />
      <Ticks form={form} name="flags" legend={words.flags} options={flags} />
      <button class="govuk-button govuk-!-margin-top-4">{words.save}</button>
    </form>
  );
}

function errorsOf({ given_name, family_name, date_of_birth }: Partial<Written>): Errors {
  const { errors } = words;
  const today = new Date().toISOString().slice(0, 10);
  return {
    ...(given_name?.trim() ? {} : { given_name: errors.given_name }),
    ...(family_name?.trim() ? {} : { family_name: errors.family_name }),
    ...(date_of_birth ? {} : { date_of_birth: errors.date_of_birth }),
    ...(date_of_birth && date_of_birth > today ? { date_of_birth: errors.future } : {}),
  };
}

function writtenOf(values: Partial<Written>) {
  const { given_name = '', family_name = '', date_of_birth = '', flags = [] } = values;
  const text = (said: string | undefined) => said?.trim() || null;
  return {
    given_name: given_name.trim(),
    family_name: family_name.trim(),
    date_of_birth,
    local_child_id: text(values.local_child_id),
    school: text(values.school),
    language: text(values.language),
    ...Object.fromEntries(FLAGS.map((name) => [name, flags.includes(name)])),
  };
}
