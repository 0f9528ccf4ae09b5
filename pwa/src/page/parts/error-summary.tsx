/** What is wrong with a form, in one place, each line leading to its field. */
import { useEffect, useRef } from 'preact/hooks';
import { common } from '../words';
import { idOf, type Errors } from './form';

export function ErrorSummary({ errors }: { errors: Errors }) {
  const box = useRef<HTMLDivElement>(null);
  const wrong = Object.entries(errors);
  useEffect(() => {
    if (wrong.length > 0) box.current?.focus();
  }, [errors]);
  if (wrong.length === 0) return null;
  return (
    <div class="govuk-error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2 class="govuk-error-summary__title">{common.problem}</h2>
      <div class="govuk-error-summary__body">
        <ul class="govuk-list govuk-error-summary__list">
          {wrong.map(([name, message]) => (
            <li key={name}>
              <a class="ds-tap" href={location.hash} onClick={(event) => goToField(event, name)}>
                {message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

/** The address belongs to the pages, so the field is focused instead of linked. */
function goToField(event: Event, name: string): void {
  event.preventDefault();
  const field = document.getElementById(idOf(name));
  const target = field?.matches('fieldset') ? field.querySelector('input') : field;
  target?.focus();
  target?.scrollIntoView({ block: 'center' });
}

export function ErrorMessage({ name, error }: { name: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p class="govuk-error-message" id={`error-${name}`}>
      <span class="govuk-visually-hidden">Error: </span>
      {error}
    </p>
  );
}
