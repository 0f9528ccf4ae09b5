/** Where a request stands: its state, what the police know, who is waited for, and what is due when. */
import type { RequestView } from '../../../store';
import { useNow } from '../../app/use-now';
import { State } from '../../parts/state';
import { Waiting } from '../../parts/rows';
import { clockLines, waitedFor } from '../../reading/whose-turn';
import { requests as words } from '../../words';
import { Decided, PoliceState } from '../desk/request-row';

export function Standing({ view }: { view: RequestView }) {
  const { request } = view;
  return (
    <>
      <p class="govuk-body ds-standing">
        <strong>{words.statuses[request.fields.status ?? 'awaiting_authorisation']}.</strong>{' '}
        <Decided request={request} /> <PoliceState request={request} />{' '}
        {!request.only_here && <Waiting record={request} />}
      </p>
      <WaitedFor view={view} />
      <Clocks view={view} />
    </>
  );
}

/** Everybody who is waited for, the next step first. */
function WaitedFor({ view }: { view: RequestView }) {
  const lines = waitedFor(view.request, useNow());
  if (lines.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-s govuk-!-margin-bottom-1">{words.waitsFor}</h2>
      <ol class="govuk-list ds-waited">
        {lines.map(({ text, late }) => (
          <li key={text}>
            {late ? (
              <State icon="warn" tone="warn">
                {text}
              </State>
            ) : (
              text
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

/** What runs, as the time when it is due. */
function Clocks({ view }: { view: RequestView }) {
  const lines = clockLines(view.request, useNow());
  if (lines.length === 0) return null;
  return (
    <ul class="govuk-list ds-clocks" aria-label={words.due}>
      {lines.map(({ text, late }) => (
        <li key={text}>
          <State icon={late ? 'warn' : 'clock'} tone={late ? 'urgent' : 'plain'}>
            {text}
          </State>
        </li>
      ))}
    </ul>
  );
}
