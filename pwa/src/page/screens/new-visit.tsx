/** Where, which children, now or later: a visit begins. */
import { timeNow } from '../../domain';
import { useLocation } from 'wouter-preact';
import type { VisitFields } from '../../domain';
import { readFamily, type FamilyView } from '../../store';
import { useDraft, type DraftForm } from '../app/use-draft';
import { useLive } from '../app/use-live';
import { useNow } from '../app/use-now';
import { usePerson } from '../app/phone';
import { useSave } from '../app/use-save';
import { Choices, Ticks, optionsOf } from '../parts/choices';
import { ErrorSummary } from '../parts/error-summary';
import { Line, When } from '../parts/fields';
import type { Errors } from '../parts/form';
import { Restored } from '../parts/restored';
import { BackTo } from '../parts/rows';
import { Title } from '../parts/title';
import { childFlags, childName } from '../reading/family';
import { momentOf, sayAge } from '../say-time';
import { common, visit as words } from '../words';
import { StaffSafety } from './family';
import { NotFound } from './not-found';

type Draft = Pick<VisitFields, 'place' | 'place_detail' | 'child_ids' | 'purpose'> & {
  planned_at: string;
};

export function NewVisit({ id }: { id: string }) {
  const file = useLive((store) => readFamily(store, id), [id]);
  if (file === undefined) return null;
  if (file === null) return <NotFound />;
  return (
    <>
      <BackTo href={`/families/${id}`}>{file.family.fields.name}</BackTo>
      <Title name={words.newTitle} />
      <StaffSafety file={file} />
      <NewVisitForm file={file} />
    </>
  );
}

function NewVisitForm({ file }: { file: FamilyView }) {
  const all = file.children.map((child) => child.id);
  const form = useDraft<Draft>(`new-visit:${file.family.id}`, { child_ids: all });
  const start = useStartVisit(file.family.id, form);
  const options = useChildOptions(file);
  if (!form) return null;
  return (
    <form onSubmit={(event) => start(event, 'on_site')} noValidate>
      <ErrorSummary errors={form.errors} />
      <Restored form={form} />
      <Choices
        form={form}
        name="place"
        legend={words.place}
        options={optionsOf(words.places)}
        columns="two"
      />
      {form.values.place === 'other' && (
        <Line form={form} name="place_detail" label={words.placeDetail} />
      )}
      <Ticks form={form} name="child_ids" legend={words.who} options={options} />
      <button class="govuk-button">{words.now}</button>
      <PlanLater form={form} onPlan={(event) => start(event, 'planned')} />
    </form>
  );
}

interface PlanLaterProps {
  form: DraftForm<Draft>;
  onPlan: (event: Event) => unknown;
}

function PlanLater({ form, onPlan }: PlanLaterProps) {
  return (
    <details class="govuk-details" open={Boolean(form.values.planned_at)}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{words.plan}</span>
      </summary>
      <div class="govuk-details__text">
        <When form={form} name="planned_at" label={words.planWhen} />
        <Line form={form} name="purpose" label={common.optional(words.purpose)} />
        <button type="button" class="govuk-button govuk-button--secondary" onClick={onPlan}>
          {words.plan}
        </button>
      </div>
    </details>
  );
}

function useChildOptions(file: FamilyView) {
  const now = useNow();
  return file.children.map((child) => ({
    value: child.id,
    label: `${childName(child.fields)}, ${sayAge(child.fields.date_of_birth, now)}`,
    hint:
      childFlags(child.fields)
        .map((flag) => flag.text)
        .join(', ') || undefined,
  }));
}

function useStartVisit(case_id: string, form: DraftForm<Draft> | null) {
  const save = useSave();
  const person = usePerson();
  const [, go] = useLocation();
  return async (event: Event, status: 'on_site' | 'planned') => {
    event.preventDefault();
    if (!form) return;
    const errors = problems(form.values, status);
    if (Object.keys(errors).length > 0) return form.setErrors(errors);
    const id = form.record_id;
    const fields = visitFields(case_id, person.id, form.values, status);
    if (await save([{ kind: 'plan_visit', record_id: id, fields }], form.name))
      go(`/visits/${id}`, { replace: true });
  };
}

function visitFields(
  case_id: string,
  worker_id: string,
  values: Partial<Draft>,
  status: 'on_site' | 'planned',
): VisitFields {
  const { place = 'home', place_detail = null, child_ids = [], purpose = null } = values;
  const when =
    status === 'on_site'
      ? { started_at: timeNow().toISOString() }
      : { planned_at: momentOf(values.planned_at) };
  return { case_id, worker_id, place, place_detail, child_ids, purpose, status, ...when };
}

function problems(values: Partial<Draft>, status: 'on_site' | 'planned'): Errors {
  const wrong = {
    place: !values.place,
    place_detail: values.place === 'other' && !values.place_detail?.trim(),
    child_ids: !values.child_ids?.length,
    planned_at: status === 'planned' && !momentOf(values.planned_at),
  };
  const names = (Object.keys(wrong) as (keyof typeof wrong)[]).filter((name) => wrong[name]);
  return Object.fromEntries(names.map((name) => [name, words.errors[name]]));
}
