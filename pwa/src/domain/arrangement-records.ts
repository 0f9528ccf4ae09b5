/** The arrangements of an area, for its administrators: versions, changes to approve, contacts. */
import type { Time } from './messages';
import type { Called } from './records';

/** Values by the dotted path of their key: `contacts.tso.address`. */
export type PathValues = Record<string, unknown>;

export interface Missing {
  key: string;
  name: string;
}

export interface ArrangementsFields {
  area: string;
  demo: boolean;
  live_at: Time | null;
  live_by: string | null;
  versions: { version: number; effective_from: Time }[];
  last_version: number;
  /** What must be set before the area goes live. */
  checklist: Missing[];
  /** Everything that was agreed last. */
  document: Record<string, unknown>;
}

export interface VersionFields {
  version: number;
  effective_from: Time;
  changes: PathValues;
  before: PathValues;
  note: string | null;
  proposed_by: string | null;
  approved_by: string | null;
  approved_at: Time | null;
  roll_back_to: number | null;
  /** A version agreed for later, which this one takes the place of. */
  replaces: number | null;
}

/** What an administrator proposes; what the server adds is not there until it has it. */
export interface DraftFields {
  changes: PathValues;
  before?: PathValues;
  note: string;
  effective_from?: Time | null;
  roll_back_to?: number | null;
  /** What is not wrong, and must be seen before it is approved. */
  warnings?: readonly string[];
  status?: 'waiting' | 'approved' | 'declined';
  proposed_by?: string;
  proposed_at?: Time;
  decided_by?: string | null;
  decided_at?: Time | null;
  reason?: string | null;
  version?: number | null;
}

export type HowChecked = 'rang' | 'test_mail' | 'asked';

export interface ContactCheck {
  value: string;
  at: Time;
  by: string;
  how: HowChecked;
}

export interface ContactFields {
  key: string;
  kind: string;
  name: string;
  called: Called;
  number: string | null;
  shown: string | null;
  extension: string | null;
  address: string | null;
  use: string | null;
  /** What is checked when it is checked; null: nothing is set. */
  value: string | null;
  must_set: boolean;
  /** What a number that cannot be dialled as written may be meant to be. */
  suggestion: string | null;
  /** It has a passcode, which is kept apart and never shown. */
  passcode: string | null;
  passcode_set_at?: Time | null;
  verified_at: Time | null;
  reported_wrong_at: Time | null;
  checks?: ContactCheck[];
  wrong?: Record<string, { number: string; at: Time; by: string }>;
}
