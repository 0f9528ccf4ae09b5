/** While the first copy comes, or comes again from the start: a list that is not whole says so. */
import { readCounts } from '../../store';
import { Banner } from '../parts/banner';
import { families as words } from '../words';
import { useLive } from './use-live';

export function NotAllHere() {
  const counts = useLive(readCounts);
  if (!counts || counts.complete_at !== null) return null;
  return <Banner>{words.notAllHere}</Banner>;
}
