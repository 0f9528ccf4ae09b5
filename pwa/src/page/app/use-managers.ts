/** The managers of the area, those of one's own team first. */
import { readColleagues, readPresence } from '../../store';
import { managersOf, type ManagerHere } from '../reading/managers';
import { useCalls } from './calls';
import { usePerson } from './phone';
import { useLive } from './use-live';

export function useManagers(team_id?: string | null): ManagerHere[] {
  const person = usePerson();
  const { calling, now } = useCalls();
  const people = useLive(readColleagues);
  const presence = useLive(readPresence);
  if (!people || !presence) return [];
  return managersOf({
    people: [...people.values()],
    presence,
    profile: calling.profile,
    team_id: team_id ?? person.team_id,
    now,
  });
}
