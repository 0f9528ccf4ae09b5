/** The urgent request: written after the call, kept field by field, never in the way of calling. */
import { Link, useLocation } from 'wouter-preact';
import type { RequestWritten } from '../../../domain';
import { useCalls } from '../../app/calls';
import type { DraftForm } from '../../app/use-draft';
import { useSave } from '../../app/use-save';
import { ErrorSummary } from '../../parts/error-summary';
import { Restored } from '../../parts/restored';
import { requestErrors, type RequestDraft } from '../../reading/request-form';
import { askedBesides, ownWritten } from '../../reading/request-written';
import type { OpenedFrom } from '../../reading/urgent-forms';
import { urgent as words } from '../../words';
import { AlsoAsked } from '../asking/also-asked';
import { FromVisit } from '../asking/from-visit';
import { RequestQuestions } from '../asking/request-questions';
import type { Start } from '../asking/start';
import { DraftCalls, useDraftCalls } from './draft-calls';
import { useUrgentDraft } from './urgent-draft';
import { WhichChildren, WhichFamily } from './which-family';

interface UrgentFormProps {
  from: OpenedFrom;
  start: Start;
}

export function UrgentForm({ from, start }: UrgentFormProps) {
  const form = useUrgentDraft(from, start.values);
  const send = useSend(form, from.visit_id ?? null);
  if (!form) return null;
  return (
    <form onSubmit={send} noValidate>
      <h2 class="govuk-heading-m govuk-!-margin-bottom-1">{words.form}</h2>
      <p class="govuk-hint">{words.formHint}</p>
      <ErrorSummary errors={form.errors} />
      <Restored form={form} />
      {!start.values.case_id && <WhichFamily form={form} />}
      <WhichChildren form={form} />
      <FromVisit form={form} text={start.from_visit} />
      <RequestQuestions form={form} />
      <AlsoAsked form={form} />
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

function useSend(form: DraftForm<RequestDraft> | null, visit_id: string | null) {
  const save = useSave();
  const calls = useDraftCalls(form);
  const { calling, now } = useCalls();
  const [, go] = useLocation();
  return async (event: Event) => {
    event.preventDefault();
    if (!form) return;
    const errors = requestErrors(form.values);
    if (Object.keys(errors).length > 0) return form.setErrors(errors);
    const { record_id, values } = form;
    const { left_out = [] } = values;
    const call_ids = calls.map((call) => call.id).filter((id) => !left_out.includes(id));
    const more = { urgent: true, concern_at: form.begun_at, visit_id, call_ids };
    const version = calling.profile?.version;
    const pinned = version === undefined ? {} : { profile_version: version };
    const besides = askedBesides(calling.profile, values, now);
    const fields = { ...ownWritten(values), ...besides, ...more, ...pinned } as RequestWritten;
    if (await save([{ kind: 'raise_request', record_id, fields }], form.name))
      go(`/requests/${record_id}`, { replace: true });
  };
}
