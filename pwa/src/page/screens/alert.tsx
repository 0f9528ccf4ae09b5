/** One alert: says what happened, marks itself opened, leads to the request. */
import { useEffect } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { AlertFields } from '../../domain';
import { makeChange, readRecord } from '../../store';
import { useStore } from '../app/phone';
import { useLive } from '../app/use-live';
import { useNow } from '../app/use-now';
import { BackTo } from '../parts/rows';
import { Title } from '../parts/title';
import { sayWhen } from '../say-time';
import { alerts as words } from '../words';
import { NotFound } from './not-found';

export function AlertPage({ id }: { id: string }) {
  const store = useStore();
  const now = useNow();
  const record = useLive((from) => readRecord(from, id), [id]);
  const alert = record?.type === 'alert' ? (record.fields as AlertFields) : null;
  const unopened = alert !== null && !alert.opened_at;
  useEffect(() => {
    if (unopened) void makeChange(store, { kind: 'mark_alert_opened', record_id: id, fields: {} });
  }, [store, id, unopened]);
  if (record === undefined) return null;
  if (!alert) return <NotFound />;
  return (
    <>
      <BackTo href="/alerts">{words.title}</BackTo>
      <Title name={words.pageTitle}>{words.kinds[alert.kind] ?? alert.kind}</Title>
      {alert.ref && <p class="govuk-body">{alert.ref}</p>}
      {alert.starts_at && <p class="govuk-body-l">{words.starts(sayWhen(alert.starts_at, now))}</p>}
      <Link href={`/requests/${alert.request_id}`} className="govuk-button" role="button">
        {words.open}
      </Link>
    </>
  );
}
