/** Names of the people who wrote things, by id. */
import { readColleagues } from '../../store';
import { useLive } from './use-live';
import { usePerson } from './phone';

const SOMEONE = 'Someone in your area';

export function useColleagues(): (id: string | null | undefined) => string {
  const me = usePerson();
  const people = useLive(readColleagues);
  return (id) =>
    id === me.id ? me.name : ((id && people?.get(id)?.fields.name) ?? SOMEONE) || SOMEONE;
}
