/** Alerts: what was told to this person, and turning them on for this phone. */
import { useState } from 'preact/hooks';
import { readAlerts, type LocalRecord } from '../../store';
import { Link } from 'wouter-preact';
import {
  alertsPermission,
  areAlertsOn,
  readAlertsTried,
  subscribeToAlerts,
  type Subscribed,
} from '../../sync';
import { usePhone } from '../app/phone';
import { useLive } from '../app/use-live';
import { useNow } from '../app/use-now';
import { Row } from '../parts/rows';
import { Tag } from '../parts/state';
import { Title } from '../parts/title';
import { capital, sayShort, sayWhen } from '../say-time';
import { alerts as words, tryAlerts } from '../words';

export function Alerts() {
  const rows = useLive(readAlerts);
  if (!rows) return null;
  return (
    <>
      <Title name={words.title} />
      <TurnOn />
      {rows.length === 0 && <p class="govuk-body">{words.empty}</p>}
      <ul class="ds-list">
        {rows.map((alert) => (
          <AlertLine key={alert.id} alert={alert} />
        ))}
      </ul>
    </>
  );
}

function AlertLine({ alert }: { alert: LocalRecord<'alert'> }) {
  const now = useNow();
  const { kind, ref, starts_at, created_at, opened_at } = alert.fields;
  const more = [
    ref,
    starts_at && words.starts(sayWhen(starts_at, now)),
    capital(sayShort(created_at, now)),
  ]
    .filter(Boolean)
    .join('. ');
  return (
    <Row
      href={`/alerts/${alert.id}`}
      title={words.kinds[kind] ?? kind}
      more={more}
      tone={opened_at ? undefined : 'warn'}
    >
      {!opened_at && <Tag tone="warn">{words.unread}</Tag>}
    </Row>
  );
}

/** Must be asked from a tap; what the phone answers is said in words. "On" is said only when it is so. */
function TurnOn() {
  const { phone } = usePhone();
  const [answer, setAnswer] = useState<Subscribed | null>(null);
  const on = useLive(() => areAlertsOn(phone), [answer?.kind]);
  const ask = async () => setAnswer(await subscribeToAlerts(phone));
  if (on === undefined) return null;
  if (on) return <On />;
  const said = sayNotSubscribed(answer);
  return (
    <section class="ds-card">
      <p class="govuk-body">{words.turnOnHint}</p>
      {said && (
        <p class="govuk-body govuk-!-font-weight-bold" role="alert">
          {said}
        </p>
      )}
      <button type="button" class="govuk-button" onClick={ask}>
        {words.turnOn}
      </button>
    </section>
  );
}

function On() {
  const { phone } = usePhone();
  const tried = useLive(() => readAlertsTried(phone));
  return (
    <p class="govuk-body">
      {words.on} {tried === 'not-arrived' && <strong>{tryAlerts.lastNot}</strong>}{' '}
      <Link href="/alerts/try" className="govuk-link ds-tap">
        {tryAlerts.again}
      </Link>
    </p>
  );
}

/** Null: nothing stands in the way, as far as is known. */
export function sayNotSubscribed(answer: Subscribed | null): string | null {
  if (alertsPermission() === 'denied') return words.blocked;
  switch (answer?.kind) {
    case 'not-supported':
      return answer.install_first ? words.install : words.unsupported;
    case 'denied':
      return words.blocked;
    case 'failed':
      return words.failed;
    default:
      return null;
  }
}
