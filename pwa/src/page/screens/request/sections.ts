/** The sections of a request's page, in the order in which they are read. A new one is a line here. */
import type { ComponentType } from 'preact';
import type { Role } from '../../../domain';
import type { RequestView } from '../../../store';
import { isPolice } from '../../app/roles';
import { Escalations } from '../agency/escalations';
import { Join } from '../agency/join';
import { Calls } from './calls';
import { CancellationAsked } from './cancellation';
import { nextDeed } from './deeds';
import { Duplicates } from './duplicates';
import { Invitations } from './invitations';
import { Managers } from './managers';
import { Now } from './now';
import { Police } from './police';
import { Says } from './says';
import type { Sight } from './sight';
import { MissedCutoff, Times } from './times';

export interface Section {
  key: string;
  /** Draws nothing where it has nothing to say. */
  Section: ComponentType<{ view: RequestView }>;
}

const says: Section = { key: 'says', Section: Says };
const now: Section = { key: 'now', Section: Now };
const before: readonly Section[] = [
  { key: 'missed-cutoff', Section: MissedCutoff },
  { key: 'duplicates', Section: Duplicates },
];
const escalations: Section = { key: 'escalations', Section: Escalations };
const after: readonly Section[] = [
  { key: 'managers', Section: Managers },
  { key: 'cancellation', Section: CancellationAsked },
  { key: 'times', Section: Times },
  { key: 'join', Section: Join },
  { key: 'invitations', Section: Invitations },
  { key: 'police', Section: Police },
  escalations,
  { key: 'calls', Section: Calls },
];

const rest = after.filter((section) => section !== escalations);

/** The head of service begins with what was escalated. Whoever authorises, and the police, read first: for them what it says stands above the rest. */
export function sectionsFor(sight: Sight, role: Role): readonly Section[] {
  const reads = isPolice(role) || nextDeed(sight)?.key === 'authorise';
  if (role === 'head_of_service') return [escalations, ...before, now, ...rest, says];
  return reads ? [...before, says, now, ...after] : [...before, now, ...after, says];
}
