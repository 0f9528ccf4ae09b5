/** One professional: agency, name, and a number or an address. It stands inside another form. */
import { useState } from 'preact/hooks';
import type { Professional } from '../../../domain';
import { Choices, optionsOf } from '../../parts/choices';
import { ErrorSummary } from '../../parts/error-summary';
import { Line } from '../../parts/fields';
import type { Errors, Form } from '../../parts/form';
import type { Answers } from '../../reading/area-form';
import { common } from '../../words';
import { asking } from '../../words/request-form';

const words = asking.people;

interface Typed {
  person_agency: string;
  person_name: string;
  person_role: string;
  person_phone: string;
  person_email: string;
}

const empty: Typed = {
  person_agency: '',
  person_name: '',
  person_role: '',
  person_phone: '',
  person_email: '',
};
const names = Object.keys(empty) as (keyof Typed)[];

/** Whether somebody was begun, and not added yet. */
export const isBegun = (answers: Answers): boolean => names.some((name) => Boolean(answers[name]));

interface PersonEditorProps {
  /** The form that it stands in: what is typed is kept with the rest of it. */
  form: Form<Answers>;
  save(one: Omit<Professional, 'id'>): void;
}

export function PersonEditor({ form: outer, save }: PersonEditorProps) {
  const [errors, setErrors] = useState<Errors>({});
  const form = { ...(outer as unknown as Form<Typed>), errors };
  const { values } = form;
  const add = () => {
    const wrong = errorsOf(values);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    save(personOf(values));
    for (const name of names) form.set(name, '');
  };
  return (
    <div class="ds-card">
      <ErrorSummary errors={errors} />
      <Choices
        form={form}
        name="person_agency"
        legend={words.agency}
        options={optionsOf(words.agencies)}
        columns="two"
      />
      <Line form={form} name="person_name" label={words.name} />
      <Line form={form} name="person_role" label={common.optional(words.role)} />
      <Line form={form} name="person_phone" label={words.phone} type="tel" />
      <Line form={form} name="person_email" label={words.email} type="email" />
      <button type="button" class="govuk-button govuk-button--secondary" onClick={add}>
        {words.save}
      </button>
    </div>
  );
}

function errorsOf(values: Partial<Typed>): Errors {
  const reachable = values.person_phone?.trim() || values.person_email?.trim();
  return {
    ...(values.person_agency ? {} : { person_agency: words.errors.agency }),
    ...(values.person_name?.trim() ? {} : { person_name: words.errors.name }),
    ...(reachable ? {} : { person_phone: words.errors.phone }),
  };
}

function personOf(values: Partial<Typed>): Omit<Professional, 'id'> {
  const text = (name: keyof Typed): string | null => values[name]?.trim() || null;
  return {
    agency: values.person_agency ?? 'other',
    name: text('person_name') ?? '',
    role: text('person_role'),
    phone: text('person_phone'),
    email: text('person_email'),
  };
}
