/** Fields to type in: a line, several lines, a day and time. */
import type { ComponentChildren } from 'preact';
import { ErrorMessage } from './error-summary';
import { describedBy, hintIdOf, idOf, type Form, type NameOf } from './form';

interface FieldProps<T extends object> {
  form: Form<T>;
  name: NameOf<T, string>;
  label: string;
  hint?: string | undefined;
}

type LineProps<T extends object> = FieldProps<T> & {
  type?: 'text' | 'email' | 'password' | 'tel' | 'search' | 'date';
  /** For one's own sign-in alone: of anything else the browser would keep what is typed, in clear. */
  autocomplete?: string;
};

export function Line<T extends object>(props: LineProps<T>) {
  const { form, name, type = 'text', autocomplete = 'off' } = props;
  return (
    <Frame {...props}>
      <input
        class={`govuk-input${form.errors[name] ? ' govuk-input--error' : ''}`}
        {...commonProps(props)}
        type={type as 'text'}
        autocomplete={autocomplete}
        spellcheck={type === 'text'}
      />
    </Frame>
  );
}

export function Text<T extends object>(props: FieldProps<T> & { rows?: number }) {
  const { form, name, rows = 3 } = props;
  return (
    <Frame {...props}>
      <textarea
        class={`govuk-textarea${form.errors[name] ? ' govuk-textarea--error' : ''}`}
        {...commonProps(props)}
        autocomplete="off"
        rows={rows}
      />
    </Frame>
  );
}

/** A day and a time as the wall clock says them: `2026-11-22T14:30`; half of it may be missing. */
export function When<T extends object>(props: FieldProps<T>) {
  const { form, name, label } = props;
  const [day = '', time = ''] = String(form.values[name] ?? '').split('T');
  const set = (newDay: string, newTime: string) =>
    form.set(name, (newDay || newTime ? `${newDay}T${newTime}` : '') as T[typeof name]);
  const error = form.errors[name];
  const parts = [
    { type: 'date', value: day, set: (v: string) => set(v, time), id: idOf(name), word: 'day' },
    {
      type: 'time',
      value: time,
      set: (v: string) => set(day, v),
      id: `${idOf(name)}-time`,
      word: 'time',
    },
  ] as const;
  return (
    <Frame {...props} group>
      <div class="ds-when">
        {parts.map((part) => (
          <input
            key={part.type}
            class={`govuk-input govuk-input--width-10${error ? ' govuk-input--error' : ''}`}
            id={part.id}
            type={part.type}
            autocomplete="off"
            aria-label={`${label}: ${part.word}`}
            aria-describedby={describedBy(name, props.hint, error)}
            value={part.value}
            onInput={(event) => part.set(event.currentTarget.value)}
          />
        ))}
      </div>
    </Frame>
  );
}

function commonProps<T extends object>({ form, name, hint }: FieldProps<T>) {
  return {
    id: idOf(name),
    name,
    value: String(form.values[name] ?? ''),
    'aria-describedby': describedBy(name, hint, form.errors[name]),
    onInput: (event: { currentTarget: { value: string } }) =>
      form.set(name, event.currentTarget.value as T[typeof name]),
  };
}

type FrameProps<T extends object> = FieldProps<T> & {
  group?: boolean;
  children: ComponentChildren;
};

function Frame<T extends object>({ form, name, label, hint, group, children }: FrameProps<T>) {
  const error = form.errors[name];
  const className = `govuk-form-group${error ? ' govuk-form-group--error' : ''}`;
  return (
    <div
      class={className}
      role={group ? 'group' : undefined}
      aria-label={group ? label : undefined}
    >
      <label class="govuk-label govuk-!-font-weight-bold" for={idOf(name)}>
        {label}
      </label>
      {hint && (
        <div class="govuk-hint" id={hintIdOf(name)}>
          {hint}
        </div>
      )}
      <ErrorMessage name={name} error={error} />
      {children}
    </div>
  );
}
