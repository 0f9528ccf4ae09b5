/** The manager who is responsible, with what is known of whether they can be reached. */
import type { ManagerHere } from '../../reading/managers';
import { useManagers } from '../../app/use-managers';
import { ErrorMessage } from '../../parts/error-summary';
import { describedBy, idOf, type Form } from '../../parts/form';
import { asking } from '../../words/request-form';

const words = asking.manager;

interface ManagerProps {
  form: Form<Record<string, string>>;
  name: string;
  label?: string;
  hint?: string | undefined;
}

export function Manager({ form, name, label = words.label, hint }: ManagerProps) {
  const managers = useManagers();
  const error = form.errors[name];
  return (
    <div class={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
      <label class="govuk-label govuk-!-font-weight-bold" for={idOf(name)}>
        {label}
      </label>
      {hint && (
        <div class="govuk-hint" id={`hint-${name}`}>
          {hint}
        </div>
      )}
      <ErrorMessage name={name} error={error} />
      <select
        class="govuk-select ds-select"
        id={idOf(name)}
        aria-describedby={describedBy(name, hint, error)}
        value={form.values[name] ?? ''}
        onChange={(event) => form.set(name, event.currentTarget.value)}
      >
        <option value="">{words.none}</option>
        {managers.map((one) => (
          <option key={one.id} value={one.id}>
            {words.option(one.name, words.presence[presenceOf(one)])}
          </option>
        ))}
      </select>
    </div>
  );
}

const presenceOf = ({ presence }: ManagerHere) => presence;
