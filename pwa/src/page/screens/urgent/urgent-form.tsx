/** The urgent request: written after the call, kept field by field, never in the way of calling. */
import { Link, useLocation } from 'wouter-preact';
import type { RequestWritten } from '../../../domain';
import { useCalls } from '../../app/calls';
import type { DraftForm } from '../../app/use-draft';
import { useSave } from '../../app/use-save';
import { Choices } from '../../parts/choices';
import { ErrorSummary } from '../../parts/error-summary';
import { Line, Text } from '../../parts/fields';
import { Restored } from '../../parts/restored';
import { requestErrors, type RequestDraft } from '../../reading/request-form';
import { common, urgent as words } from '../../words';
import type { OpenedFrom } from '../../reading/urgent-forms';
import { DraftCalls, useDraftCalls } from './draft-calls';
import { useUrgentDraft } from './urgent-draft';
import { WhichChildren, WhichFamily } from './which-family';

interface UrgentFormProps {
  from: OpenedFrom;
  start: Partial<RequestDraft>;
}

export function UrgentForm({ from, start }: UrgentFormProps) {
  const form = useUrgentDraft(from, start);
  const send = useSend(form, from.visit_id ?? null);
  if (!form) return null;
  return (
    <form onSubmit={send} noValidate>
      <h2 class="govuk-heading-m govuk-!-margin-bottom-1">{words.form}</h2>
      <p class="govuk-hint">{words.formHint}</p>
      <ErrorSummary errors={form.errors} />
      <Restored form={form} />
      {!start.case_id && <WhichFamily form={form} />}
      <WhichChildren form={form} />
      <RequestQuestions form={form} />
      <DraftCalls form={form} />
      <p>
        <Link href={`/sheet/${form.name}`} className="govuk-link ds-tap">
          {words.sheet}
        </Link>
      </p>
      <button class="govuk-button govuk-button--warning">{words.send}</button>
    </form>
  );
}

/** Also asked when a returned request is changed. */
export function RequestQuestions({ form }: { form: DraftForm<RequestDraft> }) {
  const { calling } = useCalls();
  const categories = calling.profile?.urgent_categories ?? [];
  const options = categories.map(({ code, label }) => ({ value: code, label }));
  return (
    <>
      <Choices
        form={form}
        name="category"
        legend={words.category}
        options={options.length > 0 ? options : words.anyCategory}
      />
      <Text
        form={form}
        name="what_is_happening"
        label={words.what}
        hint={words.whatHint}
        rows={4}
      />
      <Text form={form} name="reasonable_cause" label={common.optional(words.cause)} rows={2} />
      <Line form={form} name="place_now" label={common.optional(words.place)} />
      <Line
        form={form}
        name="reachable_number"
        label={words.number}
        hint={words.numberHint}
        type="tel"
      />
    </>
  );
}

function useSend(form: DraftForm<RequestDraft> | null, visit_id: string | null) {
  const save = useSave();
  const calls = useDraftCalls(form);
  const { calling } = useCalls();
  const [, go] = useLocation();
  return async (event: Event) => {
    event.preventDefault();
    if (!form) return;
    const errors = requestErrors(form.values);
    if (Object.keys(errors).length > 0) return form.setErrors(errors);
    const { record_id } = form;
    const { left_out = [], ...written } = form.values;
    const call_ids = calls.map((call) => call.id).filter((id) => !left_out.includes(id));
    const more = { urgent: true, concern_at: form.begun_at, visit_id, call_ids };
    const version = calling.profile?.version;
    const pinned = version === undefined ? {} : { profile_version: version };
    const fields = { ...written, ...more, ...pinned } as RequestWritten;
    if (await save([{ kind: 'raise_request', record_id, fields }], form.name))
      go(`/requests/${record_id}`, { replace: true });
  };
}
