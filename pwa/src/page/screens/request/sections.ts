/** The sections of a request's page, in the order in which they are read. A new one is a line here. */
import type { ComponentType } from 'preact';
import type { Role } from '../../../domain';
import type { RequestView } from '../../../store';
import { isPolice } from '../../app/roles';
import { Calls } from './calls';
import { nextDeed } from './deeds';
import { Now } from './now';
import { Says } from './says';
import type { Sight } from './sight';

export interface Section {
  key: string;
  /** Draws nothing where it has nothing to say. */
  Section: ComponentType<{ view: RequestView }>;
}

const says: Section = { key: 'says', Section: Says };
const after: readonly Section[] = [{ key: 'calls', Section: Calls }];

/** Whoever authorises, and the police, read first: for them what it says stands above the rest. */
export function sectionsFor(sight: Sight, role: Role): readonly Section[] {
  const reads = isPolice(role) || nextDeed(sight)?.key === 'authorise';
  const now: Section = { key: 'now', Section: Now };
  return reads ? [says, now, ...after] : [now, ...after, says];
}
