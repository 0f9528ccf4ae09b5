/** What may honestly be said about sync. "Up to date" is said only when it is. */
import { isClockWrong, type Time } from '../domain';
import type { Counts } from '../store';

/**
 * Why nothing gets through:
 * no-signal        the server cannot be reached
 * not-doorstep     something else answers (a Wi-Fi sign-in page, a proxy)
 * server-trouble   the server answers that it has trouble
 * server-busy      the server asks to wait
 * sign-in-needed   the sign-in has ended; what waits is kept until the person signs in again
 * update-needed    this version of the app is too old to read what the server sends
 * turned-down      the server turns down this phone's requests; see the reason on each waiting change
 * storage          the phone's storage fails (full, or lost): nothing can be saved
 */
export type Trouble =
  | 'no-signal'
  | 'not-doorstep'
  | 'server-trouble'
  | 'server-busy'
  | 'sign-in-needed'
  | 'update-needed'
  | 'turned-down'
  | 'storage';

export interface SyncState extends Counts {
  activity: 'idle' | 'sending' | 'getting';
  trouble: Trouble | null;
  next_try_at: Time | null;
  /** More than two minutes out: say so. */
  clock_wrong: boolean;
  /** The server wants a newer version of the app than this one. */
  too_old: boolean;
  /** Somebody told this phone to wipe what it holds: it only hands in what still waits. */
  wiping: boolean;
  /** Out of contact for too long: the vault opens after the full sign-in, and not before. */
  lease_over: boolean;
  /** When that will be so, to the minute. */
  lease_ends_at: Time | null;
  /** Nothing waits, and the last pull reached the end after it. */
  up_to_date: boolean;
}

export const no_counts: Counts = {
  waiting: 0,
  urgent_waiting: 0,
  untold: 0,
  police_spoken_at: null,
  attention: 0,
  not_taken: 0,
  unread_alerts: 0,
  oldest_waiting_at: null,
  last_contact_at: null,
  complete_at: null,
  unreadable: 0,
  restored_at: null,
  clock: null,
};

export const first_state: SyncState = {
  ...no_counts,
  activity: 'idle',
  trouble: null,
  next_try_at: null,
  clock_wrong: false,
  too_old: false,
  wiping: false,
  lease_over: false,
  lease_ends_at: null,
  up_to_date: false,
};

export function stateWith(state: SyncState, news: Partial<SyncState>): SyncState {
  const next = { ...state, ...news };
  const settled = next.waiting === 0 && next.trouble === null && next.activity === 'idle';
  return {
    ...next,
    clock_wrong: isClockWrong(next.clock),
    up_to_date: settled && next.complete_at !== null && next.complete_at === next.last_contact_at,
  };
}
