/** What waits on this phone in one line: never more than is known, the worst first. */
import type { NotSent } from '../../store';
import type { SyncState } from '../../sync';
import type { IconName } from '../parts/icon';
import type { Tone } from '../parts/state';
import { sayShort } from '../say-time';
import { waiting as words } from '../words';
import { sayNotSent } from './not-sent';

export type Urgent = 'refused' | 'untold' | 'change' | null;

export const isLoud = (urgent: Urgent): boolean => urgent === 'untold' || urgent === 'refused';

interface Line {
  icon: IconName;
  tone: Tone;
  text: string;
}

interface Known {
  urgent: Urgent;
  not_sent: NotSent | null;
  /** What is typed may be on the screen only. */
  not_saved?: boolean;
  /** It is for want of room: what is on the phone can still be read. */
  is_full?: boolean;
  /** Written while locked: nobody has said yet that it is theirs. */
  to_ask?: number;
  /** The same, with what was put aside: it is not sent, and nobody is asked. */
  no_ones?: number;
  sync: Pick<SyncState, 'attention' | 'waiting' | 'not_taken' | 'complete_at' | 'trouble'>;
  now: Date;
}

export function sayWaiting(known: Known): Line {
  const { urgent, not_sent, sync, now } = known;
  if (urgent) return { icon: 'warn', ...sayUrgent(urgent, not_sent, now) };
  const failing = sayStorage(known);
  if (failing) return { icon: 'warn', tone: 'urgent', text: failing };
  if (sync.attention > 0)
    return { icon: 'warn', tone: 'urgent', text: words.needsYou(sync.attention) };
  if (sync.waiting > 0) return { icon: 'saved', tone: 'plain', text: words.some(sync.waiting) };
  return sayNoChange(known);
}

function sayStorage({ not_saved, is_full, sync }: Known): string | null {
  const is_empty = sync.attention + sync.waiting === 0;
  if (sync.trouble === 'storage' && !is_full && is_empty) return words.unknown;
  return not_saved ? words.notSaved : null;
}

function sayNoChange({ to_ask = 0, no_ones = 0, sync, now }: Known): Line {
  if (to_ask > 0) return { icon: 'saved', tone: 'plain', text: words.toAsk(to_ask) };
  return { icon: 'tick', tone: 'plain', text: sayNothing(sync, no_ones, now) };
}

const sayUrgent = (urgent: NonNullable<Urgent>, not_sent: NotSent | null, now: Date) => ({
  tone: isLoud(urgent) ? ('urgent' as const) : ('warn' as const),
  text: urgent === 'untold' ? sayNotSent(not_sent, now) : words.urgently[urgent],
});

function sayNothing({ complete_at, not_taken }: Known['sync'], no_ones: number, now: Date): string {
  const checked = complete_at ? sayShort(complete_at, now) : null;
  return not_taken + no_ones > 0 ? words.notAllTaken(checked) : words.nothing(checked);
}
