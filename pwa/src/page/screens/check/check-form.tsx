/** The check itself: the ordinary one needs no typing; a reason is asked for only where one is owed. */
import { timeNow } from '../../../domain';
import { useLocation } from 'wouter-preact';
import type { CheckFields } from '../../../domain';
import type { NewChange, VisitView } from '../../../store';
import { useDraft, type DraftForm } from '../../app/use-draft';
import { useSave } from '../../app/use-save';
import { Choices, optionsOf } from '../../parts/choices';
import { ErrorSummary } from '../../parts/error-summary';
import { Text } from '../../parts/fields';
import { Restored } from '../../parts/restored';
import {
  changedFields,
  checkErrors,
  checkForm,
  draftOf,
  recordedCheck,
  type CheckDraft,
} from '../../reading/check-form';
import type { Check, Child } from '../../reading/family';
import type { SeenAnswer } from '../../say-check';
import { check as words } from '../../words';
import { InjuryLinks } from './injury-links';
import { MoreQuestions } from './more-questions';
import { NotSeenQuestions, NotAloneQuestions, SeenQuestions } from './seen-questions';

export interface CheckFormProps {
  view: VisitView;
  child: Child;
  /** The recorded check that is being corrected. */
  check: Check | null;
}

export type CheckQuestions = { form: DraftForm<CheckDraft>; view: VisitView; child: Child };

export function CheckForm({ view, child, check }: CheckFormProps) {
  const name = checkForm(view.visit.id, child.id, check !== null);
  const form = useDraft<CheckDraft>(name, check ? draftOf(check.fields) : {});
  const submit = useSubmit({ view, child, check }, form);
  if (!form) return null;
  const questions = { form, view, child };
  const { answer } = form.values;
  return (
    <form onSubmit={submit} noValidate class="govuk-!-margin-top-4">
      <ErrorSummary errors={form.errors} />
      <Restored form={form} />
      {check && <Text form={form} name="reason" label={words.correctReason} rows={2} />}
      <Choices
        form={form}
        name="answer"
        legend={words.seen(child.fields.given_name)}
        options={optionsOf(words.seenAnswers)}
        columns="two"
      />
      {answer && <AfterAnswer {...questions} answer={answer} />}
      <SaveBar view={view} child={child} check={check} />
    </form>
  );
}

function AfterAnswer({ answer, ...questions }: CheckQuestions & { answer: SeenAnswer }) {
  const { form } = questions;
  return (
    <>
      {answer === 'no' ? <NotSeenQuestions {...questions} /> : <SeenQuestions {...questions} />}
      {(answer === 'part' || answer === 'not_alone') && <NotAloneQuestions {...questions} />}
      <Text form={form} name="child_words" label={words.words} hint={words.wordsHint} />
      <Text form={form} name="worker_view" label={words.view} hint={words.viewHint} />
      <InjuryLinks {...questions} />
      <MoreQuestions {...questions} />
    </>
  );
}

/** The next child without a check, so that four siblings are four short pages in a row. */
const nextChild = (view: VisitView, child: Child): Child | undefined =>
  view.children.find((one) => one.id !== child.id && view.missing.includes(one.id));

function SaveBar({ view, child, check }: CheckFormProps) {
  const next = check ? undefined : nextChild(view, child);
  const label = next ? words.saveNext(next.fields.given_name) : words.save;
  return (
    <div class="ds-sticky">
      <button class="govuk-button">{check ? words.correctSave : label}</button>
    </div>
  );
}

function useSubmit({ view, child, check }: CheckFormProps, form: DraftForm<CheckDraft> | null) {
  const save = useSave();
  const [, go] = useLocation();
  return async (event: Event) => {
    event.preventDefault();
    if (!form) return;
    const about = {
      visit_id: view.visit.id,
      child_id: child.id,
      case_id: view.visit.fields.case_id,
    };
    const written = recordedCheck(form.values, about, form.begun_at, timeNow());
    const errors = checkErrors(written, form.values, check !== null);
    if (Object.keys(errors).length > 0) return form.setErrors(errors);
    const changes = check
      ? [correction(check, written, form.values.reason ?? '')]
      : [...starting(view, form.begun_at), creation(written)];
    const saved = await save(changes, form.name);
    if (!saved) return;
    const next = check ? undefined : nextChild(view, child);
    go(next ? `/visits/${view.visit.id}/children/${next.id}` : `/visits/${view.visit.id}`, {
      replace: true,
    });
  };
}

/** A check on a visit that nobody has started starts it. */
const starting = ({ visit }: VisitView, started_at: string): NewChange[] =>
  (visit.fields.status ?? 'planned') === 'planned'
    ? [{ kind: 'start_visit', record_id: visit.id, fields: { started_at } }]
    : [];

const creation = (written: Partial<CheckFields>) => ({
  kind: 'record_child_seen_check' as const,
  fields: written as CheckFields,
});

const correction = (check: Check, written: Partial<CheckFields>, reason: string) => ({
  kind: 'correct_child_seen_check' as const,
  record_id: check.id,
  fields: { reason: reason.trim(), ...changedFields(check.fields, written) },
});
