/** Where an injury is and what it looks like: a list of places, with a drawing that shows the same. */
import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { isUrgentByInjury, type Injury } from '../../../domain';
import { useDraft, type DraftForm } from '../../app/use-draft';
import { BackTo } from '../../parts/rows';
import { Title } from '../../parts/title';
import { checkForm, draftOf, type CheckDraft } from '../../reading/check-form';
import { childName } from '../../reading/family';
import { labelOf } from '../../say-check';
import { body as words } from '../../words';
import { NotFound } from '../not-found';
import { BodyDrawing } from './body-drawing';
import { InjuryAlert } from './injury-links';
import { InjuryEditor } from './injury-editor';
import { PlaceList } from './place-list';
import { useChildOnVisit, type ChildOnVisit } from './use-child';

export function InjuriesPage({ visit_id, child_id }: { visit_id: string; child_id: string }) {
  const read = useChildOnVisit(visit_id, child_id);
  if (read === undefined) return null;
  return read ? <Injuries {...read} /> : <NotFound />;
}

function Injuries({ view, child, check: recorded, begun }: ChildOnVisit) {
  const check = begun ? null : recorded;
  const form = useDraft<CheckDraft>(
    checkForm(view.visit.id, child.id, check !== null),
    check ? draftOf(check.fields) : {},
  );
  const [at, setAt] = useState<number | null>(null);
  if (!form) return null;
  const injuries = form.values.injuries ?? [];
  const back = `/visits/${view.visit.id}/children/${child.id}`;
  const add = (place: string, side: string | null) => {
    form.set('injuries', [...injuries, { place, what: '', ...(side ? { side } : {}) }]);
    setAt(injuries.length);
  };
  return (
    <>
      <BackTo href={back}>{childName(child.fields)}</BackTo>
      <Title name={words.title} />
      {isUrgentByInjury(child.fields, { injuries }) && <InjuryAlert view={view} child={child} />}
      {at === null ? (
        <Places injuries={injuries} onAdd={add} onOpen={setAt} back={back} />
      ) : (
        <OneInjury form={form} at={at} onDone={() => setAt(null)} />
      )}
    </>
  );
}

interface PlacesProps {
  injuries: readonly Injury[];
  onAdd: (place: string, side: string | null) => void;
  onOpen: (index: number) => void;
  back: string;
}

function Places({ injuries, onAdd, onOpen, back }: PlacesProps) {
  const chosen = new Set(injuries.map((injury) => injury.place));
  const choose = (place: string, side: string | null = null) => {
    const index = injuries.findIndex(
      (one) => one.place === place && (!side || !one.side || one.side === side),
    );
    if (index >= 0) onOpen(index);
    else onAdd(place, side);
  };
  return (
    <>
      <p class="govuk-body-s">{words.noPhoto}</p>
      <BodyDrawing injuries={injuries} onChoose={choose} />
      <p class="govuk-body" role="status">
        {words.chosen(injuries.length)}
      </p>
      {injuries.length > 0 && (
        <Link href={back} className="govuk-button" role="button">
          {words.done}
        </Link>
      )}
      <PlaceList chosen={chosen} onChoose={choose} />
    </>
  );
}

function OneInjury({
  form,
  at,
  onDone,
}: {
  form: DraftForm<CheckDraft>;
  at: number;
  onDone: () => void;
}) {
  const injuries = form.values.injuries ?? [];
  const injury = injuries[at];
  if (!injury) return null;
  const place = labelOf(words.places, injury.place);
  const change = (changed: Injury) =>
    form.set(
      'injuries',
      injuries.map((one, index) => (index === at ? changed : one)),
    );
  const remove = () => {
    form.set(
      'injuries',
      injuries.filter((_, index) => index !== at),
    );
    onDone();
  };
  return (
    <>
      <h2 class="govuk-heading-m">{place}</h2>
      <InjuryEditor injury={injury} onChange={change} />
      <div class="ds-actions">
        <button type="button" class="govuk-button" onClick={onDone}>
          {words.doneOne}
        </button>
        <button type="button" class="ds-button-link" onClick={remove}>
          {words.remove(place)}
        </button>
      </div>
    </>
  );
}
