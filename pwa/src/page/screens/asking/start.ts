/** What is known before anything is typed: the family, its only child, the place, the manager, what the area asks. */
import type { AreaProfileFields, Person, Place } from '../../../domain';
import {
  readColleagues,
  readFamily,
  readVisit,
  type FamilyView,
  type PersonStore,
} from '../../../store';
import { useCalls } from '../../app/calls';
import { useLive } from '../../app/use-live';
import { prefilled, questionsFor, type Answers } from '../../reading/area-form';
import { knownOf, sayFromVisit } from '../../reading/from-visit';
import type { RequestDraft } from '../../reading/request-form';
import type { OpenedFrom } from '../../reading/urgent-forms';
import { visit as visitWords } from '../../words';

export interface Start {
  values: Partial<RequestDraft> & Answers;
  /** What was recorded on the visit, to be taken over by a tap. */
  from_visit: string;
}

/** Undefined until the phone has said what it knows of the place. */
export function useStart(from: OpenedFrom): Start | undefined {
  const { calling, now } = useCalls();
  const { profile } = calling;
  return useLive(
    (store) => readStart(store, { from, profile, now }),
    [from.case_id, from.visit_id, profile !== null],
  );
}

interface Known {
  from: OpenedFrom;
  profile: AreaProfileFields | null;
  now: Date;
}

async function readStart(store: PersonStore, { from, profile, now }: Known): Promise<Start> {
  const { visit_id } = from;
  const visit = visit_id ? (await readVisit(store, visit_id))?.visit.fields : undefined;
  const case_id = from.case_id ?? visit?.case_id;
  const file = case_id ? await readFamily(store, case_id) : null;
  const values = {
    ...(case_id ? { case_id } : {}),
    child_ids: onlyChild(file),
    place_now: placeOf(visit?.place),
    ...prefilled(questionsFor(profile, 'worker'), knownOf(file, visit_id)),
    ...(await ownManager(store)),
  };
  return { values, from_visit: visitText(file, visit_id, now) };
}

const placeOf = (place: Place | undefined): string =>
  place && place !== 'other' ? visitWords.places[place] : '';

const visitText = (file: FamilyView | null, visit_id: string | undefined, now: Date): string =>
  file && visit_id ? sayFromVisit(file, visit_id, now) : '';

/** With one child in the family there is nothing to choose. */
function onlyChild(file: FamilyView | null): string[] {
  const ids = (file?.children ?? []).map((child) => child.id);
  return ids.length === 1 ? ids : [];
}

/** The manager of one's own team is the one who is responsible, until another is chosen. */
async function ownManager(store: PersonStore): Promise<Answers> {
  const { team_id, id }: Person = store.person;
  const people = [...(await readColleagues(store)).values()];
  const own = people.find(
    ({ fields }) =>
      fields.role === 'team_manager' && fields.team_id === team_id && !fields.ended_at,
  );
  return team_id && own && own.id !== id ? { manager_id: own.id } : {};
}
