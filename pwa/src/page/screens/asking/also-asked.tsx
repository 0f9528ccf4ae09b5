/** What the area asks besides, folded: an urgent request goes without it, and it can be answered after. */
import type { DraftForm } from '../../app/use-draft';
import { useCalls } from '../../app/calls';
import type { Form } from '../../parts/form';
import { questionsFor, type Answers } from '../../reading/area-form';
import type { RequestDraft } from '../../reading/request-form';
import { asking as words } from '../../words/request-form';
import { AreaQuestions } from './area-questions';

export function AlsoAsked({ form }: { form: DraftForm<RequestDraft> }) {
  const { profile } = useCalls().calling;
  const questions = questionsFor(profile, 'worker');
  if (!profile || questions.length === 0) return null;
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{words.areaLater(profile.name)}</span>
      </summary>
      <p class="govuk-hint">{words.areaLaterHint}</p>
      <AreaQuestions form={form as unknown as Form<Answers>} questions={questions} optional />
    </details>
  );
}
