/** Every record type of the product, as the server sends its fields. `server` marks what only it sets. */
import type { AlertFields, SubscriptionFields } from './alert-records';
import type { AreaProfileFields, CallLineFields } from './area-records';
import type {
  ArrangementsFields,
  ContactFields,
  DraftFields,
  VersionFields,
} from './arrangement-records';
import type { Time } from './messages';
import type { RequestFields } from './request-records';
import type {
  DispatchFields,
  EscalationFields,
  InvitationFields,
  PoliceNoteFields,
  PresenceFields,
} from './strategy-records';
import type { AccountFields, DeviceFields, QuarantinedFields, TeamFields } from './staff-records';

export type Role =
  | 'social_worker'
  | 'aswp'
  | 'team_manager'
  | 'business_support'
  | 'police_sergeant'
  | 'police_delegated_officer'
  | 'health'
  | 'head_of_service'
  | 'administrator';

export interface Person {
  id: string;
  name: string;
  role: Role;
  area: string;
  team_id: string | null;
  phone: string | null;
}

export interface StaffSafety {
  flag: boolean;
  note?: string | null;
}

export interface FamilyFields {
  name: string;
  address: string;
  local_family_ref?: string | null;
  /** One of the councils that share the area's arrangements. */
  authority?: string | null;
  staff_safety?: StaffSafety | null;
  team_id?: string | null;
  status?: 'open' | 'closed';
  workers?: string[];
}

export interface ChildFields {
  case_id: string;
  given_name: string;
  family_name: string;
  date_of_birth: string;
  local_child_id?: string | null;
  sex?: string | null;
  non_mobile?: boolean;
  non_verbal?: boolean;
  language?: string | null;
  interpreter_needed?: boolean;
  interpreter_language?: string | null;
  looked_after?: boolean;
  school?: string | null;
  lives_elsewhere?: string | null;
}

export type Place = 'home' | 'school' | 'hospital' | 'custody' | 'placement' | 'other';
export type VisitStatus = 'planned' | 'on_site' | 'completed' | 'no_access' | 'abandoned_unsafe';

export interface VisitFields {
  case_id: string;
  place: Place;
  place_detail?: string | null;
  purpose?: string | null;
  planned_at?: Time | null;
  child_ids: string[];
  worker_id?: string | null;
  status?: VisitStatus;
  started_at?: Time | null;
  ended_at?: Time | null;
  reason?: string | null;
}

export type SeenAlone = 'yes' | 'part' | 'no';
export type ReasonNotAlone =
  | 'child_declined'
  | 'age_or_development'
  | 'carer_refused'
  | 'no_private_space'
  | 'interpreter_missing'
  | 'unsafe'
  | 'child_absent'
  | 'other';
export type Consent = 'child' | 'carer' | 'none_joint_only';

export interface Injury {
  place: string;
  side?: string | null;
  what: string;
  colour?: string | null;
  size?: string | null;
  explanation?: string | null;
  explained_by?: string | null;
}

export interface CheckFields {
  visit_id: string;
  child_id: string;
  case_id: string;
  seen: 'yes' | 'no';
  seen_alone?: SeenAlone | null;
  reason_not_alone?: ReasonNotAlone | null;
  reason_text?: string | null;
  where_absent?: string | null;
  spoken_to?: boolean | null;
  observed_non_verbal?: boolean | null;
  awake?: boolean | null;
  consent?: Consent | null;
  with_whom?: string | null;
  place?: string | null;
  from_at?: Time | null;
  to_at?: Time | null;
  bedroom_seen?: boolean | null;
  next_attempt_at?: Time | null;
  interpreter_used?: boolean | null;
  interpreter_language?: string | null;
  interpreter_name?: string | null;
  interpreter_is_family?: boolean | null;
  interpreter_reason?: string | null;
  identity_factors?: string | null;
  tools_used?: string[];
  child_words?: string | null;
  worker_view?: string | null;
  injuries?: Injury[];
  immediate_safety?: string | null;
}

export interface NoteFields {
  case_id: string;
  visit_id?: string | null;
  text: string;
}

/** A picture in the file. Its content is apart: sent after everything else, read one at a time. */
export interface AttachmentFields {
  case_id: string;
  /** A visit, a check or a note. */
  subject_id: string;
  child_id?: string | null;
  what: 'three_houses_sheet' | 'signed_page' | 'other';
  sha256: string;
  size: number;
  media_type: 'image/jpeg';
  /** The server's word: whether the content has come. */
  state?: 'waiting' | 'here' | 'refused';
  problem?: string | null;
}

export type Called = '999' | 'police' | '101' | 'manager' | 'other';
export type PhoneUsed = 'this' | 'landline' | 'other';
export type CallOutcome = 'attempted' | 'spoke' | 'no_answer' | 'wrong_number' | 'not_made';

export interface CallFields {
  request_id?: string | null;
  /** Of the request that was being written when this call was made. */
  draft_request_id?: string | null;
  case_id?: string | null;
  visit_id?: string | null;
  line_key: string;
  number: string;
  shown?: string | null;
  called: Called;
  started_at: Time;
  phone_used?: PhoneUsed | null;
  outcome?: CallOutcome;
  answered_by?: string | null;
  agreed?: string | null;
  ended_at?: Time | null;
  note?: string | null;
}

export interface PersonFields {
  name: string;
  role: Role;
  team_id?: string | null;
  phone?: string | null;
  /** From then on they have no access; what they wrote stays theirs. */
  ended_at?: Time | null;
}

export interface RecordFields {
  family: FamilyFields;
  child: ChildFields;
  visit: VisitFields;
  child_seen_check: CheckFields;
  note: NoteFields;
  attachment: AttachmentFields;
  call_log: CallFields;
  strategy_request: RequestFields;
  dispatch: DispatchFields;
  invitation: InvitationFields;
  police_note: PoliceNoteFields;
  escalation_event: EscalationFields;
  manager_presence: PresenceFields;
  /** What a manager said of themselves; the area reads `manager_presence`. */
  presence_said: Partial<PresenceFields>;
  alert: AlertFields;
  subscription: SubscriptionFields;
  area_profile: AreaProfileFields;
  call_line: CallLineFields;
  person: PersonFields;
  account: AccountFields;
  team: TeamFields;
  device: DeviceFields;
  quarantined_change: QuarantinedFields;
  arrangements: ArrangementsFields;
  profile_version: VersionFields;
  arrangement_draft: DraftFields;
  contact: ContactFields;
}

export type RecordType = keyof RecordFields;
