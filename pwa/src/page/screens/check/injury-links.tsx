/** Injuries on the check page: what is written, the way to add one, and the urgent prompt. */
import { Link, useLocation } from 'wouter-preact';
import { isUrgentByInjury } from '../../../domain';
import { saveDraft, type VisitView } from '../../../store';
import { useCalls } from '../../app/calls';
import { useStore } from '../../app/phone';
import { HeaderCalls } from '../../parts/call';
import { ErrorMessage } from '../../parts/error-summary';
import { idOf } from '../../parts/form';
import type { Child } from '../../reading/family';
import { sayInjury } from '../../say-check';
import { check as words, urgent } from '../../words';
import { urgentForm } from '../../reading/urgent-forms';
import type { CheckQuestions } from './check-form';

export function InjuryLinks({ form, view, child }: CheckQuestions) {
  const injuries = form.values.injuries ?? [];
  return (
    <div class="govuk-!-margin-bottom-5">
      <h2 class="govuk-heading-s govuk-!-margin-bottom-1">{words.injuries}</h2>
      <ErrorMessage name="injuries" error={form.errors['injuries']} />
      {injuries.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {injuries.map((injury, index) => (
            <li key={index}>{sayInjury(injury)}</li>
          ))}
        </ul>
      )}
      <Link
        id={idOf('injuries')}
        href={`/visits/${view.visit.id}/children/${child.id}/injuries`}
        className="govuk-button govuk-button--secondary govuk-!-margin-bottom-2"
        role="button"
      >
        {injuries.length > 0 ? words.changeInjuries : words.addInjury}
      </Link>
      {isUrgentByInjury(child.fields, { injuries }) && <InjuryAlert view={view} child={child} />}
    </div>
  );
}

/** The page suggests and the worker decides: the calls stand here, and Urgent opens half written. */
export function InjuryAlert({ view, child }: { view: VisitView; child: Child }) {
  const store = useStore();
  const { calling } = useCalls();
  const [, go] = useLocation();
  const open = async () => {
    const fits = calling.profile?.urgent_categories.find((one) => one.code === 'injury_non_mobile');
    const fields = { child_ids: [child.id], ...(fits ? { category: fits.code } : {}) };
    await saveDraft(store, urgentForm({ visit_id: view.visit.id }), fields);
    go(`/urgent/visit/${view.visit.id}`);
  };
  return (
    <section class="ds-not-sent" role="alert">
      <strong class="ds-not-sent__what">{urgent.injury.title}</strong>
      <p class="govuk-body">{urgent.injury.text}</p>
      <div class="ds-alert-calls">
        <HeaderCalls about={{ visit_id: view.visit.id, case_id: view.visit.fields.case_id }} />
      </div>
      <button
        type="button"
        class="govuk-button govuk-button--warning govuk-!-margin-bottom-0"
        onClick={open}
      >
        {urgent.injury.go}
      </button>
    </section>
  );
}
