/** What an area publishes to its phones: words, categories, and whom to call when. */
import type { AreaAsking } from './area-form-records';
import type { Time } from './messages';
import type { Called, Role } from './records';

export interface Category {
  code: string;
  label: string;
  /** A fact that its deadlines depend on. */
  asks?: string | null;
  /** The rule for missing children says whether it is this. */
  missing?: boolean;
  /** What on file suggests it: `non_mobile`, `injury`. */
  suggested_by?: string[];
}

export type BookingMode =
  'time_agreed_by_phone' | 'session_slots' | 'booked_by_business_support' | (string & {});

export interface AreaProfileFields extends AreaAsking {
  key: string;
  name: string;
  terms: Record<string, string>;
  urgent_categories: Category[];
  urgent_sequence: string[];
  police_unit?: string | null;
  police_told_label?: { queued?: string; sent?: string; contacted?: string };
  version: number;
  /** Since when this version counts. */
  effective_from?: Time;
  /** Whether real work has begun here: until then no request is taken. Not said: it has. */
  live?: boolean;
  stale_after_days?: number;
  call_guidance?: Partial<Record<Role, string>>;
  /** Who may do what, by the word of the deed. Old versions do not say it. */
  roles?: Partial<Record<string, Role[]>>;
  booking?: {
    mode: BookingMode;
    words?: string | null;
    formats: string[];
    invite?: string[];
    bridge?: boolean;
  };
  /** The councils that share these arrangements. */
  authorities?: string[];
  /** Out of contact for longer, a phone opens its vault only after the full sign-in. */
  offline_lease_hours?: number;
}

/** A number that may be called in a window; `number` is null when it cannot be dialled. */
export interface CallEntry {
  key: string;
  name: string;
  /** Who answers there; windows published before it was said have none. */
  called?: Called;
  number: string | null;
  shown: string;
  extension?: string | null;
  hours?: string | null;
  verified_at?: Time | null;
  /** Since when somebody says that it is wrong and nobody has checked it. */
  reported_wrong_at?: Time | null;
  first_for?: Role[];
  if_no_answer?: string | null;
}

export interface CallWindow {
  from: Time;
  until: Time;
  note?: string | null;
  entries: CallEntry[];
}

export interface CallLineFields {
  purpose: string;
  windows: CallWindow[];
}
