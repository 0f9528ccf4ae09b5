/** What is waiting, always in sight, in words that claim no more than is so. */
import { Link } from 'wouter-preact';
import {
  isUrgent,
  readOutbox,
  readRequest,
  type LocalRequest,
  type PersonStore,
} from '../../store';
import { State } from '../parts/state';
import { sayNotSent } from '../reading/not-sent';
import { sayShort } from '../say-time';
import { waiting as words } from '../words';
import { usePhone } from './phone';
import { useLive } from './use-live';
import { useNow } from './use-now';

export function WaitingStrip() {
  const requests = useLive(urgentWaiting) ?? [];
  const urgent = requests.length > 0;
  const { sync } = usePhone();
  const busy = sync.waiting + sync.attention > 0;
  return (
    <section
      class={urgent ? 'ds-waiting ds-waiting--urgent' : 'ds-waiting'}
      aria-label={words.label}
    >
      <div class="ds-waiting__row" role="status">
        <Said requests={requests} />
        {busy && (
          <Link href="/outbox" className="govuk-link ds-tap">
            {words.open}
          </Link>
        )}
      </div>
    </section>
  );
}

/** Of each urgent request that waits: whether the police were spoken to. */
async function urgentWaiting(store: PersonStore): Promise<Waiting[]> {
  const rows = (await readOutbox(store)).waiting.filter((row) => isUrgent(row.change));
  const views = rows.map((row) => readRequest(store, row.change.record_id));
  return (await Promise.all(views)).map((view) => view?.request ?? null);
}

type Waiting = LocalRequest | null;

function Said({ requests }: { requests: Waiting[] }) {
  const { sync } = usePhone();
  const now = useNow();
  const silent = requests.find((request) => !request?.police_spoken_at);
  if (requests.length > 0)
    return (
      <State icon="warn" tone="urgent">
        {sayNotSent(silent === undefined ? requests[0] : silent, now)}
      </State>
    );
  if (sync.attention > 0)
    return (
      <State icon="warn" tone="urgent">
        {words.needsYou(sync.attention)}
      </State>
    );
  if (sync.waiting > 0) return <State icon="saved">{words.some(sync.waiting)}</State>;
  const checked = sync.complete_at ? sayShort(sync.complete_at, now) : null;
  return <State icon="tick">{words.nothing(checked)}</State>;
}
