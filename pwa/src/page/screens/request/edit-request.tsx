/** The worker changes a request: one that came back, or one that is still waiting. Only what changed is sent. */
import { useDraft } from '../../app/use-draft';
import { useSave } from '../../app/use-save';
import { ErrorSummary } from '../../parts/error-summary';
import { Restored } from '../../parts/restored';
import type { Request } from '../../reading/family';
import { requestErrors, type RequestDraft } from '../../reading/request-form';
import { requests as words } from '../../words';
import { RequestQuestions } from '../urgent/urgent-form';
import { WhichChildren } from '../urgent/which-family';
import type { DeedProps } from './deeds';

const editable = [
  'child_ids',
  'category',
  'what_is_happening',
  'reasonable_cause',
  'reachable_number',
  'place_now',
] as const;

export function EditRequest({ view: { request }, onDone }: DeedProps) {
  const save = useSave();
  const form = useDraft<RequestDraft>(`edit-request:${request.id}`, pickDraft(request));
  if (!form) return null;
  const submit = async (event: Event) => {
    event.preventDefault();
    const errors = requestErrors(form.values);
    form.setErrors(errors);
    if (Object.keys(errors).length > 0) return;
    const fields = changed(request, form.values);
    if (await save([{ kind: 'edit_request', record_id: request.id, fields }], form.name)) onDone();
  };
  return (
    <form class="ds-card" onSubmit={submit} noValidate>
      <ErrorSummary errors={form.errors} />
      <Restored form={form} />
      <WhichChildren form={form} />
      <RequestQuestions form={form} />
      <button class="govuk-button">{words.editSave}</button>
    </form>
  );
}

const pickDraft = ({ fields }: Request): Partial<RequestDraft> => ({
  case_id: fields.case_id,
  ...Object.fromEntries(editable.map((name) => [name, fields[name] ?? ''])),
  child_ids: fields.child_ids,
});

const changed = (
  { fields }: Request,
  values: Partial<RequestDraft>,
): Partial<RequestDraft> & { urgent: boolean } => ({
  ...Object.fromEntries(
    editable
      .filter((name) => JSON.stringify(values[name] ?? '') !== JSON.stringify(fields[name] ?? ''))
      .map((name) => [name, values[name]]),
  ),
  urgent: fields.urgent,
});
