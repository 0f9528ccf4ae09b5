/** What is waiting, always in sight, in words that claim no more than is so. */
import { Link } from 'wouter-preact';
import {
  isUrgent,
  readOutbox,
  readRequest,
  type AttentionRow,
  type LocalRequest,
  type PersonStore,
} from '../../store';
import type { SyncState } from '../../sync';
import { State } from '../parts/state';
import { sayNotSent } from '../reading/not-sent';
import { sayShort } from '../say-time';
import { waiting as words } from '../words';
import { usePhone, useStorageTrouble } from './phone';
import { useLive } from './use-live';
import { useNow } from './use-now';

export function WaitingStrip() {
  const urgent = useLive(readUrgent) ?? null;
  const { sync } = usePhone();
  const busy = sync.waiting + sync.attention > 0;
  return (
    <section
      class={isLoud(urgent) ? 'ds-waiting ds-waiting--urgent' : 'ds-waiting'}
      aria-label={words.label}
    >
      <div class="ds-waiting__row" role="status">
        <Said urgent={urgent} />
        {busy && (
          <Link href="/outbox" className="govuk-link ds-tap">
            {words.open}
          </Link>
        )}
      </div>
    </section>
  );
}

type Urgent = 'refused' | 'untold' | 'change' | null;

/** An urgent request that was turned down or has not arrived; a change to one that has is another thing. */
export async function readUrgent(store: PersonStore): Promise<Urgent> {
  const { waiting, attention } = await readOutbox(store);
  if (waiting.some((row) => row.untold)) return 'untold';
  if (attention.some(isRefusedRequest)) return 'refused';
  return waiting.some((row) => isUrgent(row.change)) ? 'change' : null;
}

export const isRefusedRequest = ({ change, outcome }: AttentionRow): boolean =>
  outcome.status === 'refused' && change.kind === 'raise_request' && isUrgent(change);

const isLoud = (urgent: Urgent): boolean => urgent === 'untold' || urgent === 'refused';

/** One that has not arrived; null while there is one of which the police know nothing. */
async function readUntold(store: PersonStore): Promise<LocalRequest | null> {
  const rows = (await readOutbox(store)).waiting.filter((row) => row.untold);
  const views = rows.map((row) => readRequest(store, row.change.record_id));
  const requests = (await Promise.all(views)).map((view) => view?.request ?? null);
  return requests.every((one) => one?.police_spoken_at) ? (requests[0] ?? null) : null;
}

function Said({ urgent }: { urgent: Urgent }) {
  const untold = useLive(readUntold);
  const { sync } = usePhone();
  const troubled = useStorageTrouble();
  const now = useNow();
  if (urgent)
    return (
      <State icon="warn" tone={isLoud(urgent) ? 'urgent' : 'warn'}>
        {urgent === 'untold' ? sayNotSent(untold, now) : words.urgently[urgent]}
      </State>
    );
  if (troubled)
    return (
      <State icon="warn" tone="urgent">
        {words.notSaved}
      </State>
    );
  if (sync.attention > 0)
    return (
      <State icon="warn" tone="urgent">
        {words.needsYou(sync.attention)}
      </State>
    );
  if (sync.waiting > 0) return <State icon="saved">{words.some(sync.waiting)}</State>;
  return <State icon="tick">{sayNothingWaits(sync, now)}</State>;
}

function sayNothingWaits({ complete_at, not_taken }: SyncState, now: Date): string {
  const checked = complete_at ? sayShort(complete_at, now) : null;
  return not_taken > 0 ? words.notAllTaken(checked) : words.nothing(checked);
}
