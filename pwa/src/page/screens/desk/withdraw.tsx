/** A request is never deleted: it is withdrawn, with a reason. */
import { useDecided } from '../../app/use-decided';
import { useDraft } from '../../app/use-draft';
import { useSave } from '../../app/use-save';
import { ErrorSummary } from '../../parts/error-summary';
import { Text } from '../../parts/fields';
import { Restored } from '../../parts/restored';
import type { Request } from '../../reading/family';
import { requests as words } from '../../words';

export function Withdraw({ request }: { request: Request }) {
  const save = useSave();
  const decided = useDecided(request.id);
  const form = useDraft<{ why: string }>(`withdraw:${request.id}`, {});
  if (!form || decided) return null;
  const submit = async (event: Event) => {
    event.preventDefault();
    const reason = form.values.why?.trim();
    if (!reason) return form.setErrors({ why: words.withdrawError });
    await save(
      [{ kind: 'withdraw_request', record_id: request.id, fields: { reason } }],
      form.name,
    );
  };
  return (
    <details class="govuk-details" open={Boolean(form.values.why)}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{words.withdraw}</span>
      </summary>
      <form class="govuk-details__text" onSubmit={submit} noValidate>
        <ErrorSummary errors={form.errors} />
        <Restored form={form} />
        <Text form={form} name="why" label={words.withdrawReason} rows={2} />
        <button class="govuk-button govuk-button--secondary">{words.withdraw}</button>
      </form>
    </details>
  );
}
