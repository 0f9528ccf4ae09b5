/** Refused and dealt with: never sent, so it stays in the Outbox with what it says. */
import type { Change } from '../../domain';
import type { AttentionRow } from '../../store';
import { useChangeWords } from '../app/use-change-words';
import { useNow } from '../app/use-now';
import { Facts } from '../parts/facts';
import { State } from '../parts/state';
import { writtenLines } from '../reading/outbox-words';
import { sayShort } from '../say-time';
import { outbox as words } from '../words';

export function NotTaken({ rows }: { rows: readonly AttentionRow[] }) {
  if (rows.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m govuk-!-margin-top-6">{words.notTaken}</h2>
      {rows.map((row) => (
        <NotTakenCard key={row.id} row={row} />
      ))}
    </>
  );
}

function NotTakenCard({ row }: { row: AttentionRow }) {
  const now = useNow();
  const say = useChangeWords();
  return (
    <article class="ds-card">
      <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{say(row.change)}</h3>
      <p class="govuk-body govuk-!-margin-bottom-1">
        <State icon="warn">{words.notTakenState}</State>
      </p>
      {row.outcome.reason && <p class="govuk-body">{row.outcome.reason.message}</p>}
      {row.done_at && (
        <p class="govuk-body-s ds-quiet">{words.dealtWith(sayShort(row.done_at, now))}</p>
      )}
      <Written change={row.change} />
    </article>
  );
}

export function Written({ change }: { change: Change }) {
  return (
    <details class="govuk-details govuk-!-margin-bottom-2">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{words.fields}</span>
      </summary>
      <Facts lines={writtenLines(change)} />
    </details>
  );
}
