/** The time: proposed, agreed, held, booked or confirmed; the session it goes to, and a missed cut-off. */
import { Link } from 'wouter-preact';
import type { RequestView } from '../../../store';
import { useColleagues } from '../../app/use-colleagues';
import { useNow } from '../../app/use-now';
import { Facts } from '../../parts/facts';
import { State } from '../../parts/state';
import { isOver } from '../../reading/request-state';
import { missedCutoff, timeLines } from '../../reading/time-lines';
import { times as words } from '../../words/times';

export function Times({ view }: { view: RequestView }) {
  const now = useNow();
  const nameOf = useColleagues();
  const lines = timeLines(view.request.fields, nameOf, now);
  if (lines.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{words.title}</h2>
      <Facts lines={lines} />
    </>
  );
}

/** It was written before the cut-off and reached the server after it: said once, with what can be done. */
export function MissedCutoff({ view }: { view: RequestView }) {
  const { fields } = view.request;
  const said = missedCutoff(fields);
  if (!said || isOver(fields.status)) return null;
  return (
    <section class="ds-card ds-card--warn" aria-label={said}>
      <p class="govuk-body">
        <State icon="warn" tone="warn">
          {said}
        </State>
      </p>
      <p class="govuk-body">{words.missedWhy}</p>
      <Link
        href={`/urgent/family/${fields.case_id}`}
        className="govuk-button govuk-button--warning"
        role="button"
      >
        {words.stillUrgent}
      </Link>
    </section>
  );
}
