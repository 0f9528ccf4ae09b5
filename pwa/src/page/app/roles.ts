/** What a role sees first. What a person may do is decided by the server. */
import type { Role } from '../../domain';

const withFamilies: readonly Role[] = ['social_worker', 'aswp', 'team_manager', 'head_of_service'];

export const hasFamilies = (role: Role): boolean => withFamilies.includes(role);

/** They decide on requests and know the families too. */
export const hasRequests = (role: Role): boolean =>
  (!hasFamilies(role) && !administers(role)) ||
  role === 'team_manager' ||
  role === 'head_of_service';

/** They look after the people, teams and phones of their area, and see no family. */
export const administers = (role: Role): boolean => role === 'administrator';

/** Phones of others, or what came from a lost one, are theirs to look after too. */
export const looksAfterPhones = (role: Role): boolean =>
  role === 'team_manager' || role === 'head_of_service' || administers(role);

/** They say who has a family of their team. */
export const allocates = (role: Role): boolean => role === 'team_manager';

/** They are the ones who are called. */
export const isPolice = (role: Role): boolean =>
  role === 'police_sergeant' || role === 'police_delegated_officer';

/** Their day is requests at a desk, not visits. */
export const worksAtDesk = (role: Role): boolean => role !== 'social_worker' && role !== 'aswp';
