/** A decision on a request as a form: kept as it is typed, checked, saved as one named change or more. */
import type { ComponentChildren } from 'preact';
import type { NewChange } from '../../../store';
import type { DraftForm } from '../../app/use-draft';
import { useSave } from '../../app/use-save';
import { ErrorSummary } from '../../parts/error-summary';
import type { Errors } from '../../parts/form';
import { Restored } from '../../parts/restored';
import { states } from '../../words';

interface DecisionProps<T extends object> {
  form: DraftForm<T>;
  /** What is wrong with it, by field. */
  check?(values: Partial<T>): Errors;
  /** What is saved when nothing is wrong. */
  changes(values: Partial<T>): NewChange[];
  save: string;
  /** The step that is asked for; of others the button is quieter. */
  first?: boolean;
  onDone?(): void;
  children?: ComponentChildren;
}

export function Decision<T extends object>(props: DecisionProps<T>) {
  const { form, save, first = false, children } = props;
  const submit = useSubmit(props);
  const look = first ? 'govuk-button' : 'govuk-button govuk-button--secondary';
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={form.errors} />
      <Restored form={form} />
      {children}
      <button class={`${look} govuk-!-margin-top-2 govuk-!-margin-bottom-1`}>{save}</button>
      <p class="govuk-body-s ds-quiet">{states.decides}</p>
    </form>
  );
}

function useSubmit<T extends object>({ form, check, changes, onDone }: DecisionProps<T>) {
  const save = useSave();
  return async (event: Event) => {
    event.preventDefault();
    const errors = check?.(form.values) ?? {};
    form.setErrors(errors);
    if (Object.keys(errors).length > 0) return;
    if (await save(changes(form.values), form.name)) onDone?.();
  };
}

/** What must be said, and is not. */
export const missing = <T extends object>(
  values: Partial<T>,
  errors: Partial<Record<keyof T & string, string>>,
): Errors =>
  Object.fromEntries(
    Object.entries<string | undefined>(errors).filter(
      (entry): entry is [string, string] =>
        Boolean(entry[1]) && isEmpty(values[entry[0] as keyof T & string]),
    ),
  );

const isEmpty = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.trim() === ''
    : value === undefined || value === null || value === false;
