/** The time: proposed, agreed, held, booked or confirmed; the session it goes to, and a missed cut-off. */
import { useState } from 'preact/hooks';
import type { RequestView } from '../../../store';
import { useColleagues } from '../../app/use-colleagues';
import { useNow } from '../../app/use-now';
import { Facts } from '../../parts/facts';
import { State } from '../../parts/state';
import { isOver } from '../../reading/request-state';
import { missedCutoff, timeLines } from '../../reading/time-lines';
import { times as words } from '../../words/times';
import { BecameUrgent } from './became-urgent';
import { mayBecomeUrgent } from './may';
import { useSight } from './sight';

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

/** It was written before a cut-off and counts after it: said once, with what can be done (journey 13). */
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
      <p class="govuk-body">{words.missedWhy[fields.session?.missed_because ?? 'offline']}</p>
      <p class="govuk-body">{words.earlier}</p>
      <StillUrgent view={view} />
    </section>
  );
}

/** One tap from the way of what cannot wait. */
function StillUrgent({ view }: { view: RequestView }) {
  const [open, setOpen] = useState(false);
  if (!mayBecomeUrgent(useSight(view))) return null;
  return (
    <details
      class="govuk-details"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{words.stillUrgent}</span>
      </summary>
      {open && <BecameUrgent view={view} onDone={() => setOpen(false)} />}
    </details>
  );
}
