/** Asking for a strategy discussion that can wait: what the area asks, its gates, who is to take part. */
import { Link, useLocation } from 'wouter-preact';
import type { RequestWritten } from '../../../domain';
import { openDraft } from '../../../store';
import { useCalls } from '../../app/calls';
import { usePerson } from '../../app/phone';
import { useDraft, type DraftForm } from '../../app/use-draft';
import { useNow } from '../../app/use-now';
import { useSave } from '../../app/use-save';
import { ErrorSummary } from '../../parts/error-summary';
import { When } from '../../parts/fields';
import type { Form } from '../../parts/form';
import { Restored } from '../../parts/restored';
import { State } from '../../parts/state';
import { Title } from '../../parts/title';
import { questionsFor, type Answers } from '../../reading/area-form';
import { askErrors, askWritten, concernDoubt, type AskDraft } from '../../reading/ask-form';
import type { RequestDraft } from '../../reading/request-form';
import { closedGates } from '../../reading/request-written';
import { askForm, type OpenedFrom } from '../../reading/urgent-forms';
import { common } from '../../words';
import { asking as words } from '../../words/request-form';
import { WhichChildren, WhichFamily } from '../urgent/which-family';
import { AreaQuestions } from './area-questions';
import { FromVisit } from './from-visit';
import { Gates } from './gates';
import { RequestQuestions } from './request-questions';
import { useStart, type Start } from './start';

export function Ask(from: OpenedFrom) {
  const start = useStart(from);
  const to_urgent = from.visit_id
    ? `/urgent/visit/${from.visit_id}`
    : `/urgent${from.case_id ? `/family/${from.case_id}` : ''}`;
  return (
    <>
      <Title name={words.title} />
      <p class="govuk-body">{words.intro}</p>
      <Link href={to_urgent} className="govuk-button govuk-button--warning" role="button">
        {words.urgentInstead}
      </Link>
      {start && <AskForm from={from} start={start} />}
    </>
  );
}

function AskForm({ from, start }: { from: OpenedFrom; start: Start }) {
  const { phone } = usePerson();
  const { profile } = useCalls().calling;
  const initial = { reachable_number: phone ?? '', ...start.values };
  const form = useDraft<AskDraft>(askForm(from), initial, openDraft);
  const send = useSend(form, from.visit_id ?? null);
  if (!form) return null;
  const elsewhere = closedGates(profile, form.values).length > 0;
  return (
    <form onSubmit={send} noValidate>
      <ErrorSummary errors={form.errors} />
      <Restored form={form} />
      <Gates form={form as unknown as Form<Record<string, string>>} gates={profile?.gates ?? []} />
      {!start.values.case_id && <WhichFamily form={form} />}
      <WhichChildren form={form as unknown as DraftForm<RequestDraft>} />
      <Questions form={form} start={start} elsewhere={elsewhere} />
      <button class="govuk-button">{elsewhere ? words.elsewhere : words.send}</button>
    </form>
  );
}

interface QuestionsProps {
  form: DraftForm<AskDraft>;
  start: Start;
  /** Taken another way: no more is asked than what it is about. */
  elsewhere: boolean;
}

function Questions({ form, start, elsewhere }: QuestionsProps) {
  const { profile } = useCalls().calling;
  const own = form as unknown as DraftForm<RequestDraft>;
  const questions = elsewhere ? [] : questionsFor(profile, 'worker');
  return (
    <>
      <FromVisit form={own} text={start.from_visit} />
      <RequestQuestions form={own} urgent={false} />
      <Concern form={form as unknown as Form<{ concern_local: string }>} />
      {profile && questions.length > 0 && (
        <h2 class="govuk-heading-m">{words.areaAsks(profile.name)}</h2>
      )}
      <AreaQuestions form={form as unknown as Form<Answers>} questions={questions} />
    </>
  );
}

/** A time of long ago makes a deadline of long ago: asked, never refused. */
function Concern({ form }: { form: Form<{ concern_local: string }> }) {
  const doubt = concernDoubt(form.values.concern_local, useNow());
  return (
    <>
      <When
        form={form}
        name="concern_local"
        label={common.optional(words.concern)}
        hint={words.concernHint}
      />
      {doubt && (
        <p class="govuk-body" role="status">
          <State icon="warn" tone="warn">
            {words.concernDoubts[doubt]}
          </State>
        </p>
      )}
    </>
  );
}

function useSend(form: DraftForm<AskDraft> | null, visit_id: string | null) {
  const save = useSave();
  const { calling, now } = useCalls();
  const [, go] = useLocation();
  return async (event: Event) => {
    event.preventDefault();
    if (!form) return;
    const { record_id, values, begun_at } = form;
    const errors = askErrors(calling.profile, values);
    form.setErrors(errors);
    if (Object.keys(errors).length > 0) return;
    const written = askWritten(calling.profile, values, { begun_at, now });
    const fields = { ...written, visit_id } as RequestWritten;
    if (await save([{ kind: 'raise_request', record_id, fields }], form.name))
      go(`/requests/${record_id}`, { replace: true });
  };
}
