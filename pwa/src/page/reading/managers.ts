/** The managers of an area: who may authorise, whose team it is, and whether they can be reached. */
import type { AreaProfileFields, Role } from '../../domain';
import type { LocalRecord } from '../../store';

export interface ManagerHere {
  id: string;
  name: string;
  role: Role;
  phone: string | null;
  /** What they last said of themselves. */
  presence: 'here' | 'away' | 'logged_out' | 'unknown';
}

interface Sources {
  people: readonly LocalRecord<'person'>[];
  presence: ReadonlyMap<string, LocalRecord<'manager_presence'>>;
  profile: AreaProfileFields | null;
  /** Whose manager stands first. */
  team_id: string | null;
  now: Date;
}

const usual: readonly Role[] = ['team_manager'];

/** Those of the team first, then those who can be reached, then by name. */
export function managersOf({ people, presence, profile, team_id, now }: Sources): ManagerHere[] {
  const roles = profile?.roles?.['authorise'] ?? usual;
  const is_manager = ({ fields }: LocalRecord<'person'>) =>
    roles.includes(fields.role) && !fields.ended_at;
  const order = (one: LocalRecord<'person'>): string =>
    `${one.fields.team_id === team_id ? 0 : 1}${one.fields.role === 'team_manager' ? 0 : 1}${one.fields.name}`;
  return people
    .filter(is_manager)
    .sort((one, other) => order(one).localeCompare(order(other)))
    .map((one) => managerHere(one, presence.get(one.id), now));
}

function managerHere(
  { id, fields }: LocalRecord<'person'>,
  said: LocalRecord<'manager_presence'> | undefined,
  now: Date,
): ManagerHere {
  const { name, role, phone = null } = fields;
  return { id, name, role, phone: said?.fields.phone ?? phone, presence: presenceOf(said, now) };
}

export function presenceOf(
  said: LocalRecord<'manager_presence'> | undefined,
  now: Date,
): ManagerHere['presence'] {
  if (!said) return 'unknown';
  const { available, logged_in, until } = said.fields;
  if (until && Date.parse(until) < now.getTime()) return 'unknown';
  if (!logged_in) return 'logged_out';
  return available ? 'here' : 'away';
}
