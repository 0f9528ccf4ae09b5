/** The urgent request being written: one draft for each place it was opened from, with what is known filled in. */
import { openDraft } from '../../../store';
import { useDraft, type DraftForm } from '../../app/use-draft';
import { usePerson } from '../../app/phone';
import type { RequestDraft } from '../../reading/request-form';
import { urgentForm, type OpenedFrom } from '../../reading/urgent-forms';

export function useUrgentDraft(
  from: OpenedFrom,
  start: Partial<RequestDraft>,
): DraftForm<RequestDraft> | null {
  const { phone } = usePerson();
  const initial = { reachable_number: phone ?? '', ...start };
  return useDraft<RequestDraft>(urgentForm(from), initial, openDraft);
}
