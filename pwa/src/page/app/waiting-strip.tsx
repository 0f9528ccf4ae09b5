/** What is waiting, always in sight, in words that claim no more than is so. */
import { Link } from 'wouter-preact';
import { isUrgent, readOutbox } from '../../store';
import { State } from '../parts/state';
import { sayShort } from '../say-time';
import { waiting as words } from '../words';
import { usePhone } from './phone';
import { useLive } from './use-live';
import { useNow } from './use-now';

export function WaitingStrip() {
  const urgent = useLive(isUrgentWaiting) ?? false;
  const { sync } = usePhone();
  const busy = sync.waiting + sync.attention > 0;
  return (
    <section
      class={urgent ? 'ds-waiting ds-waiting--urgent' : 'ds-waiting'}
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

const isUrgentWaiting = async (store: Parameters<typeof readOutbox>[0]): Promise<boolean> =>
  (await readOutbox(store)).waiting.some((row) => isUrgent(row.change));

function Said({ urgent }: { urgent: boolean }) {
  const { sync } = usePhone();
  const now = useNow();
  if (urgent)
    return (
      <State icon="warn" tone="urgent">
        {words.urgent}
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
