/** A strategy request: what the person writes, and with it what only the server says. */
import type { Time } from './messages';
import type { StaffSafety } from './records';
import type { Format, Professional, RequestDecided, RequestStatus } from './strategy-records';

export type UrgentCall = 'none' | 'required' | 'attempted' | 'spoke' | 'no_answer';

export interface RequestChild {
  id: string;
  name: string;
  date_of_birth?: string | null;
  local_child_id?: string | null;
  non_mobile?: boolean;
  non_verbal?: boolean;
  interpreter_language?: string | null;
  looked_after?: boolean;
}

export interface PoliceTold {
  at: Time;
  by: string;
  how: string;
  answered_by?: string | null;
}

/** What the person writes in a request; the rest of it is the server's. */
export interface RequestWritten {
  case_id: string;
  child_ids: string[];
  urgent: boolean;
  category?: string | null;
  what_is_happening: string;
  reasonable_cause?: string | null;
  concern_at: Time;
  reachable_number: string;
  place_now?: string | null;
  visit_id?: string | null;
  manager_id?: string | null;
  /** Of the arrangements that this phone had when it was written. */
  profile_version?: number;
  /** Calls made before it was written, by who wrote it. */
  call_ids?: string[];
  crime_related?: boolean | null;
  /** The other fields of the area's form, by their codes. */
  form?: Record<string, unknown>;
  professionals?: Professional[];
  gate_answers?: Record<string, boolean>;
  missing?: { minutes?: number | null; episodes?: number | null; judgement?: string | null } | null;
  /** What the area's clocks ask: `incident_at`, `discharge_planned_at`, `forensic_evidence_needed`... */
  facts?: Record<string, unknown>;
  longer_slot?: boolean;
  longer_slot_reason?: string | null;
}

export interface RequestClock {
  key: string;
  name: string;
  about: 'safety' | 'paperwork';
  starts_at: Time;
  due_at: Time;
  /** It must be held where the child is, before the child leaves. */
  in_setting: boolean;
  met_at?: Time | null;
  /** Told for information: nothing is late for it. */
  kind?: string | null;
}

export interface RequestFields extends RequestWritten, RequestDecided {
  ref?: string;
  area?: string;
  /** Which of the councils that share the arrangements it is, where the family says so (S-16). */
  authority?: string | null;
  team_id?: string | null;
  /** Of the category, in the words of the version that the request began with. */
  category_label?: string | null;
  status?: RequestStatus;
  children?: RequestChild[];
  family_name?: string | null;
  staff_safety?: StaffSafety | null;
  urgent_call?: UrgentCall;
  police_told?: PoliceTold | null;
  police_answered_at?: Time | null;
  raised_by?: string;
  raised_at?: Time;
  received_at?: Time;
  /** Worked out by the server from the area's arrangements; not there before it has the request. */
  clocks?: RequestClock[];
  authorised_by?: string | null;
  authorised_at?: Time | null;
  returned?: { by: string; at: Time; reasons: string } | null;
  self_authorised?: boolean;
  format?: Format | null;
  format_reason?: string | null;
  withdrawn_reason?: string | null;
  withdrawn?: { by: string; at: Time; reason: string } | null;
}
