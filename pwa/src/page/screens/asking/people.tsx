/** Professionals who are to take part, with how to reach each; those of earlier requests by one tap. */
import { useState } from 'preact/hooks';
import { uuid7, type Professional } from '../../../domain';
import { readProfessionals } from '../../../store';
import { useLive } from '../../app/use-live';
import { ErrorMessage } from '../../parts/error-summary';
import { idOf, type Form } from '../../parts/form';
import type { Answers } from '../../reading/area-form';
import { sayPerson } from '../../reading/area-lines';
import { asking } from '../../words/request-form';
import { isBegun, PersonEditor } from './person-editor';

const words = asking.people;

interface PeopleProps {
  form: Form<Answers>;
  name: string;
  label?: string;
}

export function People({ form, name, label = words.title }: PeopleProps) {
  const people = (form.values[name] ?? []) as Professional[];
  const set = (next: Professional[]) => form.set(name, next);
  return (
    <fieldset
      class={`ds-choices ds-choices--one${form.errors[name] ? ' ds-choices--error' : ''}`}
      id={idOf(name)}
    >
      <legend class="ds-choices__legend">{label}</legend>
      <div class="govuk-hint">{words.hint}</div>
      <ErrorMessage name={name} error={form.errors[name]} />
      <ul class="govuk-list">
        {people.map((one) => (
          <li key={one.id}>
            {sayPerson(one)}{' '}
            <button
              type="button"
              class="ds-button-link"
              onClick={() => set(people.filter((other) => other !== one))}
            >
              {words.remove(one.name)}
            </button>
          </li>
        ))}
      </ul>
      <Known people={people} add={(one) => set([...people, one])} />
      <AddOne form={form} add={(one) => set([...people, { ...one, id: uuid7() }])} />
    </fieldset>
  );
}

const SHOWN = 5;

/** From earlier requests: nobody types a paediatrician's number twice. */
function Known({ people, add }: { people: Professional[]; add(one: Professional): void }) {
  const known = useLive(readProfessionals) ?? [];
  const has = (one: Professional) =>
    people.some((other) => other.name === one.name && other.agency === one.agency);
  const left = known.filter((one) => !has(one)).slice(0, SHOWN);
  if (left.length === 0) return null;
  return (
    <>
      <p class="govuk-body-s govuk-!-margin-bottom-1">{words.again}</p>
      <ul class="govuk-list">
        {left.map((one) => (
          <li key={one.id ?? one.name}>
            <button
              type="button"
              class="ds-button-link"
              onClick={() => add({ ...one, id: uuid7() })}
            >
              {words.addKnown(sayPerson(one))}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

interface AddOneProps {
  form: Form<Answers>;
  add(one: Omit<Professional, 'id'>): void;
}

function AddOne({ form, add }: AddOneProps) {
  const [open, setOpen] = useState(false);
  if (!open && !isBegun(form.values))
    return (
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        onClick={() => setOpen(true)}
      >
        {words.add}
      </button>
    );
  return (
    <PersonEditor
      form={form}
      save={(one) => {
        add(one);
        setOpen(false);
      }}
    />
  );
}
