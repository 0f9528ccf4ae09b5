/** In every state of an urgent request the police can be called, and who was spoken to is said. */
import { Link } from 'wouter-preact';
import type { RequestView } from '../../../store';
import { usePerson } from '../../app/phone';
import { isPolice } from '../../app/roles';
import { useColleagues } from '../../app/use-colleagues';
import { useNow } from '../../app/use-now';
import { CallButtons } from '../../parts/call';
import { callLines } from '../../reading/request-lines';
import { callLog, requests as words, urgent } from '../../words';
import { isOver } from '../../reading/request-state';
import { sayCalls } from '../desk/request-row';

/** The police are not led to call themselves: their numbers are one tap further. */
export function Calls({ view }: { view: RequestView }) {
  const police = isPolice(usePerson().role);
  const { request, calls, urgent_call } = view;
  if (!request.fields.urgent && calls.length === 0) return null;
  const settled = isSettled(view);
  return (
    <>
      <h2 class="govuk-heading-m">{callLog.history}</h2>
      {!(settled && urgent_call === 'required') && (
        <p class="govuk-body">{sayCalls(urgent_call, police)}</p>
      )}
      <CallsMade view={view} />
      {!police && (
        <p>
          <Link href={`/requests/${request.id}/sheet`} className="govuk-link ds-tap">
            {urgent.sheet}
          </Link>
        </p>
      )}
      <CallNow view={view} open={urgent_call !== 'spoke' && !settled && !police} />
    </>
  );
}

/** No call is owed any more: it has ended, or the police know of it. */
const isSettled = ({ request: { fields } }: RequestView): boolean =>
  isOver(fields.status) || Boolean(fields.police_told);

function CallsMade({ view }: { view: RequestView }) {
  const now = useNow();
  const nameOf = useColleagues();
  return (
    <ul class="govuk-list">
      {callLines(view.calls, nameOf, now).map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function CallNow({ view, open }: { view: RequestView; open: boolean }) {
  const { request } = view;
  return (
    <details class="govuk-details" open={open}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{words.callNow}</span>
      </summary>
      <CallButtons about={{ request_id: request.id, case_id: request.fields.case_id }} />
    </details>
  );
}
