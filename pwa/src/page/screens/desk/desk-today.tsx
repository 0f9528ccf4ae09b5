/** Today at a desk: what needs this person, the most urgent first, and the discussions of the day. */
import { Link } from 'wouter-preact';
import type { DeskRequest } from '../../../store';
import { usePerson } from '../../app/phone';
import { useNow } from '../../app/use-now';
import { Row } from '../../parts/rows';
import { mineOf, todaysOf, type Seen } from '../../reading/desks';
import { sayTime } from '../../say-time';
import { desks as words, requests, today } from '../../words';
import { DeskRow } from './desk-row';
import { Fresh } from './fresh';

export function DeskToday({ all }: { all: readonly DeskRequest[] }) {
  const person = usePerson();
  const now = useNow();
  const mine = mineOf(all, person, now);
  return (
    <>
      <Fresh />
      <h2 class="govuk-heading-m">{today.desk}</h2>
      {mine.length === 0 && <p class="govuk-body">{today.deskNothing}</p>}
      <ul class="ds-list">
        {mine.map((seen) => (
          <DeskRow key={seen.request.id} seen={seen} now={now} />
        ))}
      </ul>
      <Discussions of={todaysOf(all, person, now)} />
      {all.length > 0 && (
        <p class="govuk-body">
          <Link href="/requests" className="govuk-link ds-tap">
            {words.all(all.length)}
          </Link>
        </p>
      )}
    </>
  );
}

/** In the order of the day. */
function Discussions({ of }: { of: readonly Seen[] }) {
  if (of.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{words.todays}</h2>
      <ul class="ds-list">
        {of.map(({ request: { id, fields } }) => (
          <Row
            key={id}
            href={`/requests/${id}`}
            time={fields.confirmed ? sayTime(fields.confirmed.starts_at) : undefined}
            title={fields.ref ?? requests.noRef}
            more={fields.confirmed?.place}
            tone="done"
          />
        ))}
      </ul>
    </>
  );
}
