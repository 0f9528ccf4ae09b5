/** Whether a decision on a record was made here and still waits: it is not asked for twice, nor pretended. */
import { KINDS } from '../../domain';
import { readOutbox } from '../../store';
import { useLive } from './use-live';

export function useDecided(record_id: string): boolean {
  const outbox = useLive(readOutbox);
  return (outbox?.waiting ?? []).some(
    ({ change }) =>
      change.record_id === record_id &&
      KINDS[change.kind].effect === 'decide' &&
      change.kind !== 'decide_conflict',
  );
}
