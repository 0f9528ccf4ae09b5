/** Alerts: what was told to this person, and turning them on for this phone. */
import { useState } from 'preact/hooks';
import { readAlerts, type LocalRecord } from '../../store';
import { alertsPermission, subscribeToAlerts, type Subscribed } from '../../sync';
import { usePhone } from '../app/phone';
import { useLive } from '../app/use-live';
import { useNow } from '../app/use-now';
import { Row } from '../parts/rows';
import { Tag } from '../parts/state';
import { Title } from '../parts/title';
import { sayShort, sayWhen } from '../say-time';
import { alerts as words } from '../words';

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
  const more = [ref, starts_at && words.starts(sayWhen(starts_at, now)), sayShort(created_at, now)]
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

/** Must be asked from a tap; what the phone answers is said in words. */
function TurnOn() {
  const { phone } = usePhone();
  const [answer, setAnswer] = useState<Subscribed['kind'] | null>(null);
  const [install, setInstall] = useState(false);
  const permission = alertsPermission();
  const ask = async () => {
    const said = await subscribeToAlerts(phone);
    setAnswer(said.kind);
    setInstall(said.kind === 'not-supported' && said.install_first);
  };
  if (permission === 'granted' && answer !== 'failed') return <p class="govuk-body">{words.on}</p>;
  const said = saidOf(answer, install, permission === 'denied');
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

function saidOf(
  answer: Subscribed['kind'] | null,
  install: boolean,
  denied: boolean,
): string | null {
  if (denied || answer === 'denied') return words.blocked;
  if (answer === 'not-supported') return install ? words.install : words.unsupported;
  return answer === 'failed' ? words.failed : null;
}
