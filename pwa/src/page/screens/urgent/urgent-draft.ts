/** The urgent request being written: one draft for each place it was opened from, with what is known filled in. */
import { openDraft, readFamily, readVisit, type PersonStore } from '../../../store';
import { useDraft, type DraftForm } from '../../app/use-draft';
import { usePerson } from '../../app/phone';
import { useLive } from '../../app/use-live';
import type { RequestDraft } from '../../reading/request-form';
import { urgentForm, type OpenedFrom } from '../../reading/urgent-forms';
import { visit as visitWords } from '../../words';

/** Undefined until the phone has said what it knows of the place. */
export function useUrgentStart(from: OpenedFrom): Partial<RequestDraft> | undefined {
  return useLive((store) => readStart(store, from), [from.case_id, from.visit_id]);
}

async function readStart(store: PersonStore, from: OpenedFrom): Promise<Partial<RequestDraft>> {
  const visit = from.visit_id ? (await readVisit(store, from.visit_id))?.visit.fields : undefined;
  const case_id = from.case_id ?? visit?.case_id;
  const known = case_id
    ? { case_id, child_ids: await onlyChild(store, case_id) }
    : { child_ids: [] };
  return {
    ...known,
    place_now: visit && visit.place !== 'other' ? visitWords.places[visit.place] : '',
  };
}

/** With one child in the family there is nothing to choose. */
async function onlyChild(store: PersonStore, case_id: string): Promise<string[]> {
  const children = (await readFamily(store, case_id))?.children ?? [];
  return children.length === 1 ? children.map((child) => child.id) : [];
}

export function useUrgentDraft(
  from: OpenedFrom,
  start: Partial<RequestDraft>,
): DraftForm<RequestDraft> | null {
  const { phone } = usePerson();
  const initial = { reachable_number: phone ?? '', ...start };
  return useDraft<RequestDraft>(urgentForm(from), initial, openDraft);
}
