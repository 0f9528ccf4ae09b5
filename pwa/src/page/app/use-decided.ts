/** Whether a decision on a record was made here and still waits: it is not asked for twice, nor pretended. */
import { factsOf, type Change } from '../../domain';
import { readOutbox, type WaitingRow } from '../../store';
import { useLive } from './use-live';

export const useDecided = (record_id: string): boolean =>
  isDecided(record_id, useLive(readOutbox)?.waiting ?? []);

export const isDecided = (record_id: string, waiting: readonly WaitingRow[]): boolean =>
  waiting.some(({ change }) => change.record_id === record_id && isDecision(change));

/** The kinds of decision on a record that wait on this phone. */
export function usePending(record_id: string): ReadonlySet<string> {
  const waiting = useLive(readOutbox)?.waiting ?? [];
  const own = waiting.map((row) => row.change).filter((change) => change.record_id === record_id);
  return new Set(own.filter(isDecision).map((change) => change.kind));
}

/** A choice between two values is another matter; of a kind that this release does not know nothing is said. */
const isDecision = ({ kind }: Change): boolean => {
  const { type, effect } = factsOf(kind);
  return type !== null && effect === 'decide';
};
