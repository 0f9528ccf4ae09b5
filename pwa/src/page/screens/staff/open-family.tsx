/** A manager opens a family's file: on the phone at once, for the team when it is sent. */
import { useLocation } from 'wouter-preact';
import { useCalls } from '../../app/calls';
import { useDraft } from '../../app/use-draft';
import { useSave } from '../../app/use-save';
import { Choices, Tick } from '../../parts/choices';
import { ErrorSummary } from '../../parts/error-summary';
import { Line, Text } from '../../parts/fields';
import type { Errors, Form } from '../../parts/form';
import { Restored } from '../../parts/restored';
import { BackTo } from '../../parts/rows';
import { Title } from '../../parts/title';
import { families } from '../../words';
import { opening as words } from '../../words/opening';

interface Opening {
  name: string;
  address: string;
  local_family_ref: string;
  authority: string;
  warned: boolean;
  safety_note: string;
}

export function OpenFamily() {
  return (
    <>
      <BackTo href="/families">{families.title}</BackTo>
      <Title name={words.title} />
      <p class="govuk-body">{words.intro}</p>
      <OpenForm />
    </>
  );
}

function OpenForm() {
  const save = useSave();
  const [, go] = useLocation();
  const form = useDraft<Opening>('open-family', {});
  if (!form) return null;
  const submit = async (event: Event) => {
    event.preventDefault();
    const errors = errorsOf(form.values);
    form.setErrors(errors);
    if (Object.keys(errors).length > 0) return;
    const { record_id, values } = form;
    const change = { kind: 'open_case', record_id, fields: writtenOf(values) } as const;
    if (await save([change], form.name)) go(`/families/${record_id}`);
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={form.errors} />
      <Restored form={form} />
      <Line form={form} name="name" label={words.name} />
      <Text form={form} name="address" label={words.address} />
      <Line form={form} name="local_family_ref" label={words.reference} />
      <Council form={form} />
      <Tick form={form} name="warned" label={words.safety} />
      {form.values.warned && <Text form={form} name="safety_note" label={words.safetyNote} />}
      <button class="govuk-button govuk-!-margin-top-4">{words.save}</button>
    </form>
  );
}

/** Asked where councils share the arrangements: the police read their list by it. */
function Council({ form }: { form: Form<Opening> }) {
  const { authorities = [] } = useCalls().calling.profile ?? {};
  if (authorities.length < 2) return null;
  const options = authorities.map((name) => ({ value: name, label: name }));
  return <Choices form={form} name="authority" legend={words.council} options={options} />;
}

function errorsOf({ name, address, warned, safety_note }: Partial<Opening>): Errors {
  const { errors } = words;
  return {
    ...(name?.trim() ? {} : { name: errors.name }),
    ...(address?.trim() ? {} : { address: errors.address }),
    ...(warned && !safety_note?.trim() ? { safety_note: errors.safety } : {}),
  };
}

function writtenOf(values: Partial<Opening>) {
  const { name = '', address = '', local_family_ref, authority } = values;
  return {
    name: name.trim(),
    address: address.trim(),
    local_family_ref: local_family_ref?.trim() || null,
    ...(authority ? { authority } : {}),
    staff_safety: safetyOf(values),
  };
}

const safetyOf = ({ warned, safety_note }: Partial<Opening>) =>
  warned ? { flag: true, note: safety_note?.trim() ?? null } : null;
