/** When the server was last heard from, in words; a list that nobody has brought up to date says so. */
import type { SyncState } from '../../sync';
import { sayShort } from '../say-time';
import { desks as words } from '../words';

/** A desk pulls each minute or two: after this long something is wrong, said or not. */
const OLD = 5 * 60_000;

export function sayFresh(
  { last_contact_at, trouble }: Pick<SyncState, 'last_contact_at' | 'trouble'>,
  now: Date,
): { text: string; old: boolean } {
  if (!last_contact_at) return { text: words.neverAsOf, old: true };
  const time = sayShort(last_contact_at, now);
  const old = trouble !== null || now.getTime() - Date.parse(last_contact_at) > OLD;
  return { text: old ? words.mayBeOld(time) : words.asOf(time), old };
}
