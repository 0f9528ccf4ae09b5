/** One answer, several answers, or one yes: native controls with the whole block to tap. */
import { ErrorMessage } from './error-summary';
import { describedBy, errorIdOf, hintIdOf, idOf, type Form, type NameOf } from './form';

export interface Option<V extends string = string> {
  value: V;
  label: string;
  hint?: string | undefined;
}

/** A catalogue of words becomes the options of a question. */
export const optionsOf = <V extends string>(words: Readonly<Record<V, string>>): Option<V>[] =>
  (Object.entries(words) as [V, string][]).map(([value, label]) => ({ value, label }));

interface GroupProps<T extends object, N> {
  form: Form<T>;
  name: N;
  legend: string;
  hint?: string;
  options: readonly Option[];
  columns?: 'one' | 'two' | 'three';
  /** Where the field already stands elsewhere under its own id. */
  id?: string;
}

export function Choices<T extends object>(props: GroupProps<T, NameOf<T, string>>) {
  const { form, name, options } = props;
  const chosen = form.values[name];
  return (
    <Group {...props}>
      {options.map((option) => (
        <Choice
          key={option.value}
          type="radio"
          name={name}
          option={option}
          checked={chosen === option.value}
          onChange={() => form.set(name, option.value as T[typeof name])}
        />
      ))}
    </Group>
  );
}

export function Ticks<T extends object>(props: GroupProps<T, NameOf<T, readonly string[]>>) {
  const { form, name, options } = props;
  const chosen = (form.values[name] ?? []) as readonly string[];
  const toggle = (value: string, on: boolean) =>
    form.set(name, (on ? [...chosen, value] : chosen.filter((v) => v !== value)) as T[typeof name]);
  return (
    <Group {...props}>
      {options.map((option) => (
        <Choice
          key={option.value}
          type="checkbox"
          name={name}
          option={option}
          checked={chosen.includes(option.value)}
          onChange={(on) => toggle(option.value, on)}
        />
      ))}
    </Group>
  );
}

interface TickProps<T extends object> {
  form: Form<T>;
  name: NameOf<T, boolean>;
  label: string;
  hint?: string;
}

export function Tick<T extends object>({ form, name, label, hint }: TickProps<T>) {
  const error = form.errors[name];
  return (
    <div class={error ? 'ds-choices ds-choices--error' : ''}>
      <ErrorMessage name={name} error={error} />
      <Choice
        type="checkbox"
        name={name}
        id={idOf(name)}
        option={{ value: 'yes', label, hint }}
        checked={form.values[name] === true}
        describedBy={error ? errorIdOf(name) : undefined}
        onChange={(on) => form.set(name, on as T[typeof name])}
      />
    </div>
  );
}

interface ChoiceProps {
  type: 'radio' | 'checkbox';
  name: string;
  id?: string;
  option: Option;
  checked: boolean;
  describedBy?: string | undefined;
  onChange: (on: boolean) => void;
}

export function Choice({ type, name, id, option, checked, describedBy, onChange }: ChoiceProps) {
  return (
    <label class="ds-choice">
      <input
        class="ds-choice__input"
        type={type}
        name={name}
        id={id}
        value={option.value}
        checked={checked}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span class="ds-choice__text">
        {option.label}
        {option.hint && <span class="ds-choice__hint">{option.hint}</span>}
      </span>
    </label>
  );
}

type FrameProps = Pick<GroupProps<object, string>, 'legend' | 'hint' | 'columns' | 'id'> & {
  form: { errors: Readonly<Record<string, string>> };
  name: string;
  children: preact.ComponentChildren;
};

function Group({ form, name, legend, hint, columns = 'one', id, children }: FrameProps) {
  const error = form.errors[name];
  return (
    <fieldset
      class={`ds-choices ds-choices--${columns}${error ? ' ds-choices--error' : ''}`}
      id={id ?? idOf(name)}
      aria-describedby={describedBy(name, hint, error)}
    >
      <legend class="ds-choices__legend">{legend}</legend>
      {hint && (
        <div class="govuk-hint" id={hintIdOf(name)}>
          {hint}
        </div>
      )}
      <ErrorMessage name={name} error={error} />
      <div class="ds-choices__list">{children}</div>
    </fieldset>
  );
}
