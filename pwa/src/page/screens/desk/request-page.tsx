/** One request: where it stands, the one next step, and everything in it. */
import { Link } from 'wouter-preact';
import { readFamily, readRequest, type RequestView } from '../../../store';
import { useCalls } from '../../app/calls';
import { usePerson } from '../../app/phone';
import { isPolice } from '../../app/roles';
import { useColleagues } from '../../app/use-colleagues';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { CallButtons } from '../../parts/call';
import { Facts } from '../../parts/facts';
import { BackTo, Waiting } from '../../parts/rows';
import { Title } from '../../parts/title';
import { callLines, requestLines } from '../../reading/request-lines';
import { callLog, family, requests as words, urgent } from '../../words';
import { ConflictLinks } from '../conflict-links';
import { NextStep, stepFor } from './next-step';
import { NotSent } from './not-sent';
import { NotTaken } from './not-taken';
import { Decided, PoliceState, sayCalls } from './request-row';

export function RequestPage({ id }: { id: string }) {
  const view = useLive((store) => readRequest(store, id), [id]);
  if (view === undefined) return null;
  if (view === null) return <NotTaken id={id} />;
  return <OneRequest view={view} />;
}

/** Whoever authorises, and the police, read first: for them what it says stands above the rest. */
function OneRequest({ view }: { view: RequestView }) {
  const { request } = view;
  const { role } = usePerson();
  const reads = isPolice(role) || stepFor(request, role, false) === 'authorise';
  return (
    <>
      <BackTo href="/requests">{words.title}</BackTo>
      <Title name={words.pageTitle}>{request.fields.ref ?? words.pageTitle}</Title>
      {request.only_here && request.fields.urgent ? (
        <NotSent request={request} linked={false} />
      ) : (
        <Standing view={view} />
      )}
      <ConflictLinks record={request} />
      {reads && <Details view={view} />}
      <NextStep request={request} />
      <Calls view={view} />
      {!reads && <Details view={view} />}
    </>
  );
}

function Standing({ view }: { view: RequestView }) {
  const { request } = view;
  return (
    <p class="govuk-body ds-standing">
      <strong>{words.statuses[request.fields.status ?? 'awaiting_authorisation']}.</strong>{' '}
      <Decided request={request} /> <PoliceState request={request} />{' '}
      {!request.only_here && <Waiting record={request} />}
    </p>
  );
}

/** In every state of an urgent request the police can be called, and who was spoken to is said.
 * The police are not led to call themselves: their numbers are one tap further. */
function Calls({ view }: { view: RequestView }) {
  const now = useNow();
  const nameOf = useColleagues();
  const police = isPolice(usePerson().role);
  const { request, calls, urgent_call } = view;
  const about = { request_id: request.id, case_id: request.fields.case_id };
  if (!request.fields.urgent && calls.length === 0) return null;
  const over = request.fields.status === 'withdrawn';
  const open = urgent_call !== 'spoke' && !over && !police;
  return (
    <>
      <h2 class="govuk-heading-m">{callLog.history}</h2>
      {!(over && urgent_call === 'required') && (
        <p class="govuk-body">{sayCalls(urgent_call, police)}</p>
      )}
      <ul class="govuk-list">
        {callLines(calls, nameOf, now).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {!police && (
        <p>
          <Link href={`/requests/${request.id}/sheet`} className="govuk-link ds-tap">
            {urgent.sheet}
          </Link>
        </p>
      )}
      <details class="govuk-details" open={open}>
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">{words.callNow}</span>
        </summary>
        <CallButtons about={about} />
      </details>
    </>
  );
}

function Details({ view }: { view: RequestView }) {
  const { calling } = useCalls();
  const now = useNow();
  const nameOf = useColleagues();
  const { fields } = view.request;
  const file = useLive((store) => readFamily(store, fields.case_id), [fields.case_id]);
  const sources = { profile: calling.profile, nameOf, now, children: file?.children ?? [] };
  return (
    <>
      <h2 class="govuk-heading-m">{words.details}</h2>
      {fields.staff_safety?.flag && (
        <p class="govuk-body">
          <strong>{family.safety}.</strong> {fields.staff_safety.note ?? family.safetyPlain}
        </p>
      )}
      <Facts lines={requestLines(view.request, sources)} />
      {file && (
        <Link href={`/families/${fields.case_id}`} className="govuk-link ds-tap">
          {family.openIt(file.family.fields.name)}
        </Link>
      )}
    </>
  );
}
