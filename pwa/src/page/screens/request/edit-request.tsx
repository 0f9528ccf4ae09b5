/** The worker changes a request: one that came back, or one that is still waiting. Only what changed is sent. */
import { useCalls } from '../../app/calls';
import { useDraft, type DraftForm } from '../../app/use-draft';
import { useSave } from '../../app/use-save';
import { ErrorSummary } from '../../parts/error-summary';
import type { Errors, Form } from '../../parts/form';
import { Restored } from '../../parts/restored';
import { questionsFor, type Answers } from '../../reading/area-form';
import { editChanged, editDraft, editErrors } from '../../reading/edit-form';
import type { Request } from '../../reading/family';
import type { RequestDraft } from '../../reading/request-form';
import { requests as words } from '../../words';
import { asking } from '../../words/request-form';
import { AlsoAsked } from '../asking/also-asked';
import { AreaQuestions } from '../asking/area-questions';
import { RequestQuestions } from '../asking/request-questions';
import { WhichChildren } from '../urgent/which-family';
import type { DeedProps } from './deeds';

export function EditRequest({ view, onDone }: DeedProps) {
  const { form, submit } = useEditing({ view, onDone }, editErrors);
  if (!form) return null;
  return (
    <form class="ds-card" onSubmit={submit} noValidate>
      <ErrorSummary errors={form.errors} />
      <Restored form={form} />
      <WhichChildren form={form} />
      <RequestQuestions form={form} urgent={view.request.fields.urgent} />
      <AlsoAsked form={form} />
      <button class="govuk-button">{words.editSave}</button>
    </form>
  );
}

/** What the area also asks, of a request that went without it. */
export function AnswerArea({ view, onDone }: DeedProps) {
  const { profile } = useCalls().calling;
  const { form, submit } = useEditing({ view, onDone }, () => ({}));
  if (!form) return null;
  const questions = questionsFor(profile, 'worker');
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={form.errors} />
      <Restored form={form} />
      <AreaQuestions form={form as unknown as Form<Answers>} questions={questions} optional />
      <button class="govuk-button govuk-button--secondary">{asking.saveAnswers}</button>
    </form>
  );
}

interface Editing {
  form: DraftForm<RequestDraft> | null;
  submit(event: Event): Promise<void>;
}

function useEditing(
  { view: { request }, onDone }: DeedProps,
  check: (request: Request, values: Partial<RequestDraft>) => Errors,
): Editing {
  const save = useSave();
  const { calling, now } = useCalls();
  const { profile } = calling;
  const form = useDraft<RequestDraft>(`edit-request:${request.id}`, editDraft(profile, request));
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!form) return;
    const errors = check(request, form.values);
    form.setErrors(errors);
    if (Object.keys(errors).length > 0) return;
    const fields = editChanged(profile, request, { values: form.values, now });
    if (await save([{ kind: 'edit_request', record_id: request.id, fields }], form.name)) onDone();
  };
  return { form, submit };
}
