/** Business support enters the time that was agreed. The worker hears of it as an alert. */
import { timeNow } from '../../../domain';
import { useDecided } from '../../app/use-decided';
import { useDraft } from '../../app/use-draft';
import { useSave } from '../../app/use-save';
import { ErrorSummary } from '../../parts/error-summary';
import { Line, Text, When } from '../../parts/fields';
import type { Errors } from '../../parts/form';
import { Restored } from '../../parts/restored';
import type { Request } from '../../reading/family';
import { momentOf } from '../../say-time';
import { common, requests as words, states } from '../../words';

interface Slot {
  starts_at: string;
  place: string;
  join_note: string;
}

interface ConfirmSlotProps {
  request: Request;
  title: string;
}

export function ConfirmSlot({ request, title }: ConfirmSlotProps) {
  const save = useSave();
  const decided = useDecided(request.id);
  const form = useDraft<Slot>(`confirm:${request.id}`, {});
  if (!form) return null;
  if (decided) return <p class="govuk-inset-text">{words.savedDecision}</p>;
  const submit = async (event: Event) => {
    event.preventDefault();
    const errors = slotErrors(form.values);
    form.setErrors(errors);
    const starts_at = momentOf(form.values.starts_at);
    if (!starts_at || Object.keys(errors).length > 0) return;
    const fields = {
      starts_at,
      place: form.values.place?.trim() ?? '',
      join_note: form.values.join_note?.trim() || null,
    };
    await save([{ kind: 'confirm_slot', record_id: request.id, fields }], form.name);
  };
  return (
    <form class="ds-card ds-card--warn" onSubmit={submit} noValidate>
      <h2 class="govuk-heading-m">{title}</h2>
      <ErrorSummary errors={form.errors} />
      <Restored form={form} />
      <When form={form} name="starts_at" label={words.confirmWhen} />
      <Line form={form} name="place" label={words.confirmPlace} />
      <Text form={form} name="join_note" label={common.optional(words.joinNote)} rows={2} />
      <button class="govuk-button govuk-!-margin-bottom-1">{words.confirmSave}</button>
      <p class="govuk-body-s ds-quiet">{states.decides}</p>
    </form>
  );
}

const slotErrors = ({ starts_at, place }: Partial<Slot>): Errors => ({
  ...timeErrors(momentOf(starts_at)),
  ...(place?.trim() ? {} : { place: words.confirmErrors.place }),
});

const JUST_BEGUN = 15 * 60_000;

function timeErrors(starts_at: string | null): Errors {
  if (!starts_at) return { starts_at: words.confirmErrors.starts_at };
  const is_over = Date.parse(starts_at) < timeNow().getTime() - JUST_BEGUN;
  return is_over ? { starts_at: words.confirmErrors.past } : {};
}
