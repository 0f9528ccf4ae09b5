/** The manager reads it, ticks that it is right, and authorises, or returns it with reasons. */
import { useState } from 'preact/hooks';
import { useDraft } from '../../app/use-draft';
import { useSave } from '../../app/use-save';
import { Tick } from '../../parts/choices';
import { ErrorSummary } from '../../parts/error-summary';
import { Text } from '../../parts/fields';
import type { Errors, Form } from '../../parts/form';
import { Restored } from '../../parts/restored';
import type { Request } from '../../reading/family';
import { requests as words, states } from '../../words';
import { useDecided } from '../../app/use-decided';

export function Authorise({ request }: { request: Request }) {
  const save = useSave();
  const decided = useDecided(request.id);
  const [values, setValues] = useState<{ checked?: boolean }>({});
  const [errors, setErrors] = useState<Errors>({});
  if (decided) return <p class="govuk-inset-text">{words.savedDecision}</p>;
  const form: Form<{ checked: boolean }> = {
    values,
    errors,
    set: (name, value) => setValues({ [name]: value }),
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (!values.checked) return setErrors({ checked: words.authoriseError });
    void save([{ kind: 'authorise_request', record_id: request.id, fields: { checked: true } }]);
  };
  return (
    <div class="ds-card ds-card--warn">
      <form onSubmit={submit} noValidate>
        <ErrorSummary errors={errors} />
        <Tick form={form} name="checked" label={words.authoriseTick} />
        <button class="govuk-button govuk-!-margin-top-3 govuk-!-margin-bottom-1">
          {words.authorise}
        </button>
        <p class="govuk-body-s ds-quiet">{states.decides}</p>
      </form>
      <ReturnIt request={request} />
    </div>
  );
}

function ReturnIt({ request }: { request: Request }) {
  const save = useSave();
  const form = useDraft<{ reasons: string }>(`return:${request.id}`, {});
  if (!form) return null;
  const submit = async (event: Event) => {
    event.preventDefault();
    const reasons = form.values.reasons?.trim();
    if (!reasons) return form.setErrors({ reasons: words.returnError });
    await save([{ kind: 'return_request', record_id: request.id, fields: { reasons } }], form.name);
  };
  return (
    <details class="govuk-details govuk-!-margin-bottom-0" open={Boolean(form.values.reasons)}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{words.returnIt}</span>
      </summary>
      <form class="govuk-details__text" onSubmit={submit} noValidate>
        <ErrorSummary errors={form.errors} />
        <Restored form={form} />
        <Text form={form} name="reasons" label={words.returnReasons} />
        <button class="govuk-button govuk-button--secondary">{words.returnSave}</button>
      </form>
    </details>
  );
}
