/** Whether the manager was paged and did not answer: from then on 101 stands first for everybody. */
import { useEffect, useState } from 'preact/hooks';
import { attempt, readFailedPage } from '../../store';
import { usePhone } from './phone';
import { follow } from './use-live';

/** Of this phone's own calls; signed out and locked nothing is known of them. */
export function usePageFailed(now: Date): boolean {
  const { store } = usePhone();
  const [failed_at, setFailedAt] = useState<string | null>(null);
  useEffect(() => {
    if (!store) {
      setFailedAt(null);
      return;
    }
    const read = () => attempt(() => readFailedPage(store));
    return follow(read, (at) => setFailedAt(at.kind === 'saved' ? at.value : null));
  }, [store]);
  return failed_at !== null && now.getTime() - Date.parse(failed_at) < FOR_A_WHILE;
}

/** Another night it is asked for again. */
const FOR_A_WHILE = 2 * 3_600_000;
