/** While the first copy comes, or comes again from the start: a list that is not whole says so. */
import { readCounts } from '../../store';
import { Banner } from '../parts/banner';
import { families as words } from '../words';
import { useLive } from './use-live';

export function NotAllHere() {
  return useAllHere() === false ? <Banner>{words.notAllHere}</Banner> : null;
}

/** Whether all that this person may see is on the phone: only then may a page say "none". */
export function useAllHere(): boolean | undefined {
  const counts = useLive(readCounts);
  return counts && counts.complete_at !== null;
}
