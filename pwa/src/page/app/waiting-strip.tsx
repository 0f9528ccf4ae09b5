/** What is waiting, always in sight, in words that claim no more than is so. */
import { Link } from 'wouter-preact';
import {
  isUrgent,
  readNotSent,
  readOutbox,
  type AttentionRow,
  type PersonStore,
} from '../../store';
import { State } from '../parts/state';
import { isLoud, sayWaiting, type Urgent } from '../reading/waiting-words';
import { waiting as words } from '../words';
import { usePhone, useStorageTrouble } from './phone';
import { useLive } from './use-live';
import { useNow } from './use-now';
import { noOnes, useToAsk } from './use-to-ask';

export function WaitingStrip() {
  const { urgent, not_sent } = useLive(readStrip) ?? { urgent: null, not_sent: null };
  const { sync, phone } = usePhone();
  const not_saved = useStorageTrouble();
  const written = useToAsk();
  const to_ask = written?.asked.length ?? 0;
  const no_ones = noOnes(written);
  const is_full = phone.health?.trouble === 'full';
  const known = { urgent, not_sent, not_saved, is_full, to_ask, no_ones, sync, now: useNow() };
  const { icon, tone, text } = sayWaiting(known);
  const busy = sync.waiting + sync.attention > 0;
  return (
    <section
      class={isLoud(urgent) ? 'ds-waiting ds-waiting--urgent' : 'ds-waiting'}
      aria-label={words.label}
    >
      <div class="ds-waiting__row" role="status">
        <State icon={icon} tone={tone}>
          {text}
        </State>
        {busy && (
          <Link href="/outbox" className="govuk-link ds-tap">
            {words.open}
          </Link>
        )}
      </div>
    </section>
  );
}

async function readStrip(store: PersonStore) {
  const [urgent, not_sent] = await Promise.all([readUrgent(store), readNotSent(store)]);
  return { urgent, not_sent };
}

/** An urgent request that was turned down or has not arrived; a change to one that has is another thing. */
export async function readUrgent(store: PersonStore): Promise<Urgent> {
  const { waiting, attention } = await readOutbox(store);
  if (waiting.some((row) => row.untold)) return 'untold';
  if (attention.some(isRefusedRequest)) return 'refused';
  return waiting.some((row) => isUrgent(row.change)) ? 'change' : null;
}

export const isRefusedRequest = ({ change, outcome }: AttentionRow): boolean =>
  outcome.status === 'refused' && change.kind === 'raise_request' && isUrgent(change);
