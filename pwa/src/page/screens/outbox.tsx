/** The outbox: each change in plain words, where it stands, why, and what it needs from you. */
import { Link } from 'wouter-preact';
import {
  isUrgent,
  markAttentionDone,
  readOutbox,
  readRequest,
  type AttentionRow,
  type OutboxView,
  type SentRow,
  type WaitingRow,
} from '../../store';
import { syncNow } from '../../sync';
import { usePhone, useStore } from '../app/phone';
import { useLive } from '../app/use-live';
import { useNow } from '../app/use-now';
import { noOnes, useToAsk } from '../app/use-to-ask';
import { isRefusedRequest } from '../app/waiting-strip';
import { HeaderCalls } from '../parts/call';
import { State } from '../parts/state';
import { Title } from '../parts/title';
import { useChangeWords } from '../app/use-change-words';
import { sayNotSent } from '../reading/not-sent';
import { emptyWords, whyWaiting } from '../reading/outbox-words';
import { capital, sayShort } from '../say-time';
import { outbox as words, states, waiting as stripWords } from '../words';
import { NotTaken, Written } from './outbox-not-taken';
import { PutAside } from './written/put-aside';

export function Outbox() {
  const view = useLive(readOutbox);
  const { phone, sync } = usePhone();
  const no_ones = noOnes(useToAsk());
  if (!view) return null;
  const busy = sync.activity !== 'idle';
  return (
    <>
      <Title name={words.title} />
      {view.waiting.length === 0 && view.attention.length === 0 && (
        <p class="govuk-body">{emptyWords(view, no_ones)}</p>
      )}
      <NeedsYou rows={view.attention} />
      {view.waiting.length > 0 && (
        <>
          <h2 class="govuk-heading-m">{words.waiting}</h2>
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            disabled={busy}
            onClick={() => void syncNow(phone)}
          >
            {busy ? words.sending : words.sendNow}
          </button>
        </>
      )}
      {view.waiting.map((row) => (
        <WaitingCard key={row.change.id} row={row} />
      ))}
      <NotTaken rows={view.dealt_with} />
      <PutAside />
      <Sent rows={view.sent} />
    </>
  );
}

function WaitingCard({ row }: { row: WaitingRow }) {
  const now = useNow();
  const { sync } = usePhone();
  const say = useChangeWords();
  const tried = row.tried_at ? words.tried(row.tries, sayShort(row.tried_at, now)) : words.notTried;
  return (
    <article class={row.untold ? 'ds-card ds-card--urgent' : 'ds-card'}>
      <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{say(row.change)}</h3>
      <p class="govuk-body govuk-!-margin-bottom-1">
        <WaitingState row={row} />
      </p>
      <p class="govuk-body-s ds-quiet govuk-!-margin-bottom-0">
        {isUrgent(row.change) ? `${states.savedAt(sayShort(row.saved_at, now))}. ` : ''}
        {whyWaiting(row, sync)} {tried}.
      </p>
    </article>
  );
}

function WaitingState({ row }: { row: WaitingRow }) {
  const now = useNow();
  const { record_id } = row.change;
  const request = useLive((store) => readRequest(store, record_id), [record_id])?.request;
  if (row.untold)
    return (
      <State icon="warn" tone="urgent">
        {sayNotSent(request, now)}
      </State>
    );
  if (isUrgent(row.change)) return <State icon="warn">{stripWords.urgently.change}</State>;
  return <State icon="saved">{states.savedAt(sayShort(row.saved_at, now))}</State>;
}

function NeedsYou({ rows }: { rows: OutboxView['attention'] }) {
  if (rows.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{words.needsYou}</h2>
      {rows.map((row) => (
        <AttentionCard key={row.id} row={row} />
      ))}
    </>
  );
}

/** What the server said, and of each field what is wrong with it. */
function Why({ row }: { row: AttentionRow }) {
  const { reason } = row.outcome;
  if (!reason) return null;
  return (
    <>
      <p class="govuk-body">{reason.message}</p>
      {Object.entries(reason.fields).map(([name, text]) => (
        <p class="govuk-body-s" key={name}>
          {`${capital(name.replace(/[._]/g, ' '))}: ${text}`}
        </p>
      ))}
    </>
  );
}

function AttentionCard({ row }: { row: AttentionRow }) {
  const store = useStore();
  const now = useNow();
  const say = useChangeWords();
  const isConflict = row.outcome.status === 'conflict';
  return (
    <article class="ds-card ds-card--urgent">
      <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{say(row.change)}</h3>
      <p class="govuk-body govuk-!-margin-bottom-1">
        <State icon={isConflict ? 'both' : 'warn'} tone="urgent">
          {stateOf(row)}
        </State>
      </p>
      {isRefusedRequest(row) && (
        <div class="ds-alert-calls">
          <HeaderCalls />
        </div>
      )}
      <Why row={row} />
      <p class="govuk-body-s ds-quiet">{`${words.refusedKept} ${sayShort(row.at, now)}`}</p>
      <Written change={row.change} />
      {isConflict && (
        <p class="govuk-!-margin-bottom-1">
          <Link href={`/conflicts/${row.change.record_id}`} className="govuk-link ds-tap">
            {words.choose}
          </Link>
        </p>
      )}
      <button
        type="button"
        class="ds-button-link"
        onClick={() => void markAttentionDone(store, row.id)}
      >
        {words.understood}
      </button>
    </article>
  );
}

function stateOf(row: AttentionRow): string {
  if (row.outcome.status === 'conflict') return states.conflict;
  return isRefusedRequest(row) ? stripWords.urgently.refused : states.refused;
}

function Sent({ rows }: { rows: readonly SentRow[] }) {
  const now = useNow();
  const say = useChangeWords();
  if (rows.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m govuk-!-margin-top-6">{words.sent}</h2>
      <ul class="ds-list">
        {rows.slice(0, 30).map((row) => (
          <li class="ds-card" key={row.id}>
            <strong>{say(row.change)}</strong>
            <br />
            <State icon="sent">{states.sent(sayShort(row.at, now))}</State>
            {row.outcome.late && <span class="govuk-body-s">. {words.late}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
