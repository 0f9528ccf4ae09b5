/** What was recorded on the visit, taken over by one tap: nobody types it twice. */
import type { DraftForm } from '../../app/use-draft';
import type { RequestDraft } from '../../reading/request-form';
import { asking as words } from '../../words/request-form';

interface FromVisitProps {
  form: DraftForm<RequestDraft>;
  /** Empty where the visit has no check yet. */
  text: string;
}

export function FromVisit({ form, text }: FromVisitProps) {
  const typed = form.values.what_is_happening ?? '';
  if (text === '' || typed.includes(text)) return null;
  const add = () => form.set('what_is_happening', [typed, text].filter(Boolean).join('\n'));
  return (
    <button type="button" class="govuk-button govuk-button--secondary" onClick={add}>
      {words.fromVisit}
    </button>
  );
}
