/** People, teams and phones, for those who look after them. */
import type { Time } from './messages';
import type { PersonFields } from './records';

/** Somebody's account, for administrators of their area. */
export interface AccountFields extends PersonFields {
  person_id: string;
  email: string;
  /** Until then a one-time code lets them choose a password. */
  invited_until?: Time | null;
}

export interface TeamFields {
  name: string;
  managers?: string[];
}

export interface DeviceTrouble {
  code: string;
  since: Time;
  much?: number | null;
}

/** What came from a lost phone and waits for somebody who looks after it; one for each who may decide. */
export interface QuarantinedFields {
  change_id: string;
  change_kind: string;
  urgent?: boolean;
  person_id: string;
  device_name: string;
  happened_at: Time;
  came_at: Time;
  /** Null to who may not read the family that it is about. */
  content: Record<string, unknown> | null;
  status: 'waiting' | 'released' | 'discarded';
  decided_by?: string | null;
  decided_at?: Time | null;
  reason?: string | null;
}

/** One install of somebody's, for them, their manager and administrators. Nothing of what is on it. */
export interface DeviceFields {
  person_id: string;
  name: string;
  created_at: Time;
  /** To a quarter of an hour. */
  last_seen_at: Time;
  release: string | null;
  waiting: number;
  waiting_since: Time | null;
  trouble: DeviceTrouble[];
  lost_at: Time | null;
  wipe_asked_at: Time | null;
  wiped_at: Time | null;
  revoked_at: Time | null;
}
