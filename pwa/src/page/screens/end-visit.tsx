/** How a visit starts and ends: complete, no access, or left as unsafe. */
import { timeNow } from '../../domain';
import { useState } from 'preact/hooks';
import type { VisitView } from '../../store';
import { useDraft } from '../app/use-draft';
import { useSave } from '../app/use-save';
import { Choices } from '../parts/choices';
import { ErrorSummary } from '../parts/error-summary';
import { Text } from '../parts/fields';
import { Restored } from '../parts/restored';
import { childName, type Visit } from '../reading/family';
import { common, visit as words } from '../words';

export function StartVisit({ visit }: { visit: Visit }) {
  const save = useSave();
  if ((visit.fields.status ?? 'planned') !== 'planned') return null;
  const begin = () =>
    save([
      {
        kind: 'start_visit',
        record_id: visit.id,
        fields: { started_at: timeNow().toISOString() },
      },
    ]);
  return (
    <button type="button" class="govuk-button" onClick={begin}>
      {words.begin}
    </button>
  );
}

/** Complete only when each child has a check; the phone says which are missing. */
export function EndVisit({ view }: { view: VisitView }) {
  const status = view.visit.fields.status ?? 'planned';
  if (status !== 'on_site' && status !== 'planned') return null;
  return (
    <section>
      {status === 'on_site' && <Complete view={view} />}
      <OtherEnds visit={view.visit} />
    </section>
  );
}

function Complete({ view }: { view: VisitView }) {
  const save = useSave();
  const [asked, setAsked] = useState(false);
  const { visit, children, missing } = view;
  const without = children.filter((child) => missing.includes(child.id));
  const names = common.and(without.map((child) => childName(child.fields)));
  const complete = () => {
    setAsked(true);
    const fields = { ended_at: timeNow().toISOString() };
    if (missing.length === 0) void save([{ kind: 'complete_visit', record_id: visit.id, fields }]);
  };
  return (
    <>
      {missing.length > 0 && (
        <p class="govuk-body" role={asked ? 'alert' : undefined}>
          {words.missing(names)}
        </p>
      )}
      <button
        type="button"
        class={missing.length > 0 ? 'govuk-button govuk-button--secondary' : 'govuk-button'}
        onClick={complete}
      >
        {words.complete}
      </button>
    </>
  );
}

type Ending = { how: 'record_no_access' | 'abandon_visit'; reason: string };

const endings = [
  { value: 'record_no_access', label: words.noAccess },
  { value: 'abandon_visit', label: words.unsafe },
];

function OtherEnds({ visit }: { visit: Visit }) {
  const save = useSave();
  const form = useDraft<Ending>(`end-visit:${visit.id}`, {});
  if (!form) return null;
  const submit = async (event: Event) => {
    event.preventDefault();
    const { how, reason } = form.values;
    if (!how) return form.setErrors({ how: words.endError });
    if (!reason?.trim()) return form.setErrors({ reason: words.reasonError });
    const fields = { reason: reason.trim(), ended_at: timeNow().toISOString() };
    if (await save([{ kind: how, record_id: visit.id, fields }], form.name)) form.clear();
  };
  return (
    <details class="govuk-details" open={Boolean(form.values.reason)}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{words.otherEnds}</span>
      </summary>
      <form class="govuk-details__text" onSubmit={submit} noValidate>
        <ErrorSummary errors={form.errors} />
        <Restored form={form} />
        <Choices form={form} name="how" legend={words.endLegend} options={endings} columns="two" />
        <Text form={form} name="reason" label={words.reason} />
        <button class="govuk-button govuk-button--secondary">{common.save}</button>
      </form>
    </details>
  );
}
