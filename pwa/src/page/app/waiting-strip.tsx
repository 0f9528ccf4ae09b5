/** What is waiting, always in sight, in words that claim no more than is so. */
import { Link } from 'wouter-preact';
import { isUrgent, readOutbox, type PersonStore } from '../../store';
import { State } from '../parts/state';
import { sayShort } from '../say-time';
import { waiting as words } from '../words';
import { usePhone } from './phone';
import { useLive } from './use-live';
import { useNow } from './use-now';

export function WaitingStrip() {
  const urgent = useLive(readUrgent) ?? null;
  const { sync } = usePhone();
  const busy = sync.waiting + sync.attention > 0;
  return (
    <section
      class={urgent === 'untold' ? 'ds-waiting ds-waiting--urgent' : 'ds-waiting'}
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

type Urgent = 'untold' | 'change' | null;

/** An urgent request that has not arrived is one thing, a change to one that has is another. */
export async function readUrgent(store: PersonStore): Promise<Urgent> {
  const { waiting } = await readOutbox(store);
  if (waiting.some((row) => row.untold)) return 'untold';
  return waiting.some((row) => isUrgent(row.change)) ? 'change' : null;
}

function Said({ urgent }: { urgent: Urgent }) {
  const { sync } = usePhone();
  const now = useNow();
  if (urgent)
    return (
      <State icon="warn" tone={urgent === 'untold' ? 'urgent' : 'warn'}>
        {urgent === 'untold' ? words.urgent : words.urgentChange}
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
  const said = sync.not_taken > 0 ? words.notAllTaken(checked) : words.nothing(checked);
  return <State icon="tick">{said}</State>;
}
