/** Professionals who are to take part, with how to reach each; those of earlier requests by one tap. */
import { useState } from 'preact/hooks';
import { uuid7, type Professional } from '../../../domain';
import { readProfessionals } from '../../../store';
import { useLive } from '../../app/use-live';
import { idOf, type Form } from '../../parts/form';
import type { Answers } from '../../reading/area-form';
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
    <fieldset class="govuk-fieldset ds-people" id={idOf(name)}>
      <legend class="ds-choices__legend">{label}</legend>
      <div class="govuk-hint">{words.hint}</div>
      {form.errors[name] && <p class="govuk-error-message">{form.errors[name]}</p>}
      <ul class="govuk-list">
        {people.map((one) => (
          <li key={one.id} class="ds-person">
            <span>{sayPerson(one)}</span>
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

export const sayPerson = ({ name, role, agency, phone, email }: Professional): string =>
  [name, role, words.agencies[agency] ?? agency, phone, email].filter(Boolean).join(', ');

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
