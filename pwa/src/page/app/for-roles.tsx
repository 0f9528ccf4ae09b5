/** A screen of some roles: to anybody else it is not there, however they came by its address. */
import type { ComponentType } from 'preact';
import type { Role } from '../../domain';
import { NotFound } from '../screens/not-found';
import { usePerson } from './phone';

type Who = (role: Role) => boolean;

/** What a route draws: the screen, with what its address holds. */
export const only =
  <P extends object>(who: Who, Screen: ComponentType<P>) =>
  (held: P) => <ForRoles who={who} Screen={Screen} held={held} />;

interface ForRolesProps<P extends object> {
  who: Who;
  Screen: ComponentType<P>;
  held: P;
}

function ForRoles<P extends object>({ who, Screen, held }: ForRolesProps<P>) {
  const { role } = usePerson();
  return who(role) ? <Screen {...held} /> : <NotFound />;
}
