/** What may be done with a request. The one that is this person's turn stands open; the others are folded. */
import type { ComponentType } from 'preact';
import type { ChangeKind } from '../../../domain';
import type { RequestView } from '../../../store';
import { leavingDeeds } from './leaving-deeds';
import { managerDeeds } from './manager-deeds';
import type { Sight } from './sight';
import { timeDeeds } from './time-deeds';
import { workerDeeds } from './worker-deeds';
import { agencyDeeds } from '../agency/deeds';

export interface DeedProps {
  view: RequestView;
  /** It was saved: a folded one folds again. */
  onDone(): void;
}

export interface Deed {
  key: string;
  /** Of a folded one. */
  label: string | ((sight: Sight) => string);
  /** Its form's draft begins so; with something typed in it, it stands open. */
  draft?: string;
  /** What it saves: not offered again while one of these waits on this phone. */
  kinds: readonly ChangeKind[];
  /** What somebody may be waited for to do that this does (`waiting_for`). */
  what?: readonly string[];
  /** Offered to this person in this state. What may be done is decided by the server. */
  may(sight: Sight): boolean;
  /** It is their turn also where nobody is waited for by that name. */
  next?(sight: Sight): boolean;
  Form: ComponentType<DeedProps>;
}

/** The first that fits is the next step. */
export const deeds: readonly Deed[] = [
  ...managerDeeds,
  ...timeDeeds,
  ...workerDeeds,
  ...leavingDeeds,
  ...agencyDeeds,
];

/** After one of these the request is somewhere else: nothing more is offered until the server has said. */
const one_way: ReadonlySet<string> = new Set([
  'authorise_request',
  'return_request',
  'withdraw_request',
  'redirect_request',
  'merge_request',
  'request_cancellation',
  'confirm_slot',
  'move_slot',
  'release_slot',
]);

export const isOneWay = (kind: string): boolean => one_way.has(kind);

export function deedsFor(sight: Sight): Deed[] {
  if ([...sight.pending].some(isOneWay)) return [];
  return deeds.filter(
    (deed) => !deed.kinds.some((kind) => sight.pending.has(kind)) && deed.may(sight),
  );
}

/** The one obvious next step, where it is this person's: of those who are waited for, the first. */
export function nextDeed(sight: Sight): Deed | null {
  const open = deedsFor(sight);
  const { waiting_for = [] } = sight.view.request.fields;
  const waited = waiting_for
    .map(({ what }) => open.find((deed) => deed.what?.includes(what)))
    .find((deed) => deed !== undefined);
  return waited ?? open.find((deed) => deed.next?.(sight) ?? false) ?? null;
}
