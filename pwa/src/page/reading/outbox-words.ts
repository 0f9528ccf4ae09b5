/** A waiting change in plain words: why it waits, and what was written in it. */
import type { Change } from '../../domain';
import type { OutboxView, WaitingRow } from '../../store';
import type { SyncState } from '../../sync';
import { capital } from '../say-time';
import { common, outbox as words } from '../words';

const ofHeld: Readonly<Record<string, string>> = {
  'waiting-for-another': words.why.another,
  'kind-not-known-yet': words.why.unknown,
  'in-quarantine': words.why.manager,
  'cannot-be-opened': words.why.sealedAgain,
  'not-proven': words.why.sealedAgain,
};

/** "All is sent" only where all is: what the server did not take, or nobody said is theirs, was never sent. */
export function emptyWords({ dealt_with }: Pick<OutboxView, 'dealt_with'>, no_ones = 0): string {
  if (dealt_with.length > 0) return words.emptyButNotTaken(dealt_with.length);
  return no_ones > 0 ? words.emptyButNoOnes : words.empty;
}

export function whyWaiting(row: WaitingRow, sync: Pick<SyncState, 'trouble' | 'activity'>): string {
  if (row.unreadable) return words.unreadable[row.unreadable];
  if (row.state === 'held') return ofHeld[row.reason?.code ?? ''] ?? words.why.server;
  return sync.activity === 'sending' ? words.why.sending : whyNotSending(sync);
}

const whyNotSending = ({ trouble }: Pick<SyncState, 'trouble'>): string =>
  words.why.troubles[trouble ?? ''] ?? words.why.waiting;

/** Every field with something in it; ids are for the machine and are left out. */
export function writtenLines(change: Change): [string, string][] {
  return Object.entries(change.fields as Record<string, unknown>)
    .filter(
      ([name, value]) =>
        !/_ids?$/.test(name) && value !== null && value !== '' && value !== undefined,
    )
    .map(([name, value]) => [labelOf(name), sayValue(value)]);
}

export const labelOf = (name: string): string => {
  return capital(name.replace(/_at$/, '').replaceAll('_', ' '));
};

export function sayValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? common.yes : common.no;
  if (typeof value === 'string') return sayText(value);
  if (Array.isArray(value)) return value.map(sayValue).join('; ');
  if (typeof value === 'object' && value !== null)
    return Object.values(value).filter(Boolean).map(sayValue).join(', ');
  return String(value);
}

function sayText(text: string): string {
  if (/^\d{4}-\d\d-\d\dT.*Z$/.test(text)) return whenText(text);
  return text.includes(' ') ? text : text.replaceAll('_', ' ');
}

const whenFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  dateStyle: 'medium',
  timeStyle: 'short',
});
const whenText = (moment: string): string => whenFormat.format(new Date(moment));
