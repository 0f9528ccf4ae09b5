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
  const record = useLive((store) => readRecord(store, id), [id]);
  if (record === undefined) return null;
  return record?.type === 'alert' ? (
    <One id={id} alert={record.fields as AlertFields} />
  ) : (
    <NotFound />
  );
}

function One({ id, alert }: { id: string; alert: AlertFields }) {
  const store = useStore();
  const now = useNow();
  const { kind, ref, starts_at, opened_at } = alert;
  const [href, name] = leadsTo(alert);
  useEffect(() => {
    if (!opened_at)
      void makeChange(store, { kind: 'mark_alert_opened', record_id: id, fields: {} });
  }, [store, id, opened_at]);
  return (
    <>
      <BackTo href="/alerts">{words.title}</BackTo>
      <Title name={words.pageTitle}>{words.kinds[kind] ?? kind}</Title>
      {ref && <p class="govuk-body">{ref}</p>}
      {starts_at && <p class="govuk-body-l">{words.starts(sayWhen(starts_at, now))}</p>}
      <Link href={href} className="govuk-button" role="button">
        {name}
      </Link>
    </>
  );
}

function leadsTo({ kind, request_id, subject_id = '' }: AlertFields): [href: string, name: string] {
  switch (kind) {
    case 'urgent_held_back':
      return ['/held-back', words.openHeldBack];
    case 'number_reported_wrong':
      return [`/arrangements/contacts/${subject_id}`, words.openContact];
    case 'arrangements_to_approve':
    case 'arrangements_decided':
      return [`/arrangements/changes/${subject_id}`, words.openDraft];
    case 'test_alert':
      return ['/', words.openToday];
    default:
      return [`/requests/${request_id ?? ''}`, words.open];
  }
}
