/** Which changes go ahead of all others, and how large they are. */
import type { Change } from '../domain';

/** A request for a child in danger, and a change to one, go ahead of everything. */
export const isUrgent = (change: Change): boolean =>
  (change.kind === 'raise_request' || change.kind === 'edit_request') &&
  (change.fields as { urgent?: boolean } | undefined)?.urgent === true;

export const raisesUrgently = (change: Change): boolean =>
  change.kind === 'raise_request' && isUrgent(change);

export const bytesOf = (change: Change): number =>
  new TextEncoder().encode(JSON.stringify(change)).length;
