/** One child on one visit: what is recorded, and whether this phone has begun to write it down itself. */
import { isWritten, readDraft, readVisit, type PersonStore, type VisitView } from '../../../store';
import { useLive } from '../../app/use-live';
import { checkForm } from '../../reading/check-form';
import { checkOf, type Check, type Child } from '../../reading/family';

export interface ChildOnVisit {
  view: VisitView;
  child: Child;
  check: Check | null;
  /** Written here and not saved: it stays in sight when a colleague's check of the child arrives. */
  begun: boolean;
}

/** Undefined until read; null where there is no such child on the visit. */
export const useChildOnVisit = (visit_id: string, child_id: string) =>
  useLive((store) => readChild(store, visit_id, child_id), [visit_id, child_id]);

export async function readChild(
  store: PersonStore,
  visit_id: string,
  child_id: string,
): Promise<ChildOnVisit | null> {
  const view = await readVisit(store, visit_id);
  const child = view?.children.find((one) => one.id === child_id);
  if (!view || !child) return null;
  const draft = await readDraft(store, checkForm(visit_id, child_id, false));
  const check = checkOf(view.checks, child_id);
  return { view, child, check, begun: draft !== null && isWritten(draft) };
}
