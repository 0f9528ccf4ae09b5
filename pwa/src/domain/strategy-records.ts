/** What the server keeps of a strategy request, from authorisation to a time, and what lies beside it in its feed. */
import type { Time } from './messages';
import type { Role } from './records';

export type RequestStatus =
  | 'awaiting_authorisation'
  | 'returned'
  | 'authorised'
  | 'with_business_support'
  | 'sent_to_police'
  | 'police_contact_made'
  | 'time_agreed'
  | 'slot_offered'
  | 'meeting_booked'
  | 'slot_confirmed'
  | 'withdrawn'
  | 'redirected'
  | 'merged'
  | 'cancel_requested'
  | 'cancelled';

/** Whose turn something is: a role, or an agency. */
export type Desk =
  'social_worker' | 'team_manager' | 'business_support' | 'police' | 'health' | 'head_of_service';

/** What somebody is waited for to do. The first of a request is its one next step. */
export interface WaitingFor {
  who: Desk | (string & {});
  /** A code with words on the phone. */
  what: string;
  since?: Time | null;
  due_at?: Time | null;
  /** Who may do it in this area. */
  roles?: Role[];
}

interface Deed {
  by: string;
  at: Time;
}

export interface Authorisation {
  by?: string | null;
  at: Time;
  method: 'in_app' | 'telephone_to_confirm';
  by_name?: string | null;
  qa?: string[];
  confirm_by?: Time | null;
  confirmed_at?: Time | null;
  refused_at?: Time | null;
  reason?: string | null;
}

export type ContactPurpose = 'agree_time' | 'live_enquiry' | 'cannot_reach_manager' | 'other';

export interface PoliceContact {
  at: Time;
  by?: string | null;
  name?: string | null;
  rank?: string | null;
  purpose: ContactPurpose;
  how: 'in_app' | 'link' | 'phone' | 'call';
}

export interface PoliceAssigned {
  person_id?: string | null;
  name: string;
  rank?: string | null;
  delegated: boolean;
  overseen_by?: string | null;
}

export type Format = 'face_to_face' | 'telephone_conference' | (string & {});

export interface ConfirmedTime extends Deed {
  starts_at: Time;
  ends_at?: Time | null;
  place: string;
  format?: Format | null;
  join_note?: string | null;
  conference_name?: string | null;
  /** How often it was moved. */
  sequence?: number;
}

export type Party = 'csc_team_manager' | 'police' | 'health';

export interface Agreement {
  agreed: boolean;
  by?: string | null;
  name?: string | null;
  at: Time;
  how?: string | null;
}

export interface Cancellation {
  asked_by: string;
  asked_at: Time;
  reason: string;
  from_status: RequestStatus;
  agreements: Partial<Record<Party, Agreement | null>>;
  settled_at?: Time | null;
}

export type HealthState = 'needed' | 'accepted' | 'declined' | 'no_answer';

export interface HealthArranged extends Partial<Deed> {
  state: HealthState;
  who?: string | null;
  reason?: string | null;
}

export interface Professional {
  id?: string;
  name: string;
  role?: string | null;
  agency: string;
  phone?: string | null;
  email?: string | null;
}

/** Set by the server alone, from changes that are decided there. */
export interface RequestDecided {
  authorisation?: Authorisation | null;
  route?: { to: string; words?: string | null; overseen_by?: string | null } | null;
  /** Only when the mail server has taken the mail, or a person says how they sent it. */
  sent_to_police_at?: Time | null;
  sent_to_business_support_at?: Time | null;
  dispatch_trouble?: Trouble | null;
  receipt_confirmed?: (Deed & { words?: string | null; how?: string | null }) | null;
  police_contact?: PoliceContact | null;
  police_assigned?: PoliceAssigned | null;
  agreed?: (Deed & { starts_at: Time; with_name: string; with_rank?: string | null }) | null;
  proposed?: (Deed & { starts_at: Time; words?: string | null }) | null;
  health?: HealthArranged | null;
  booking?: {
    booking_id?: string;
    starts_at: Time;
    ends_at: Time;
    state: string;
    held_until?: Time | null;
  } | null;
  meeting?: (Deed & { starts_at: Time; ends_at: Time; format: Format; place: string }) | null;
  confirmed?: ConfirmedTime | null;
  moved_from?: { starts_at: Time; place?: string | null; reason?: string | null } | null;
  overrun?: (Deed & { minutes: number; words?: string | null }) | null;
  cancellation?: Cancellation | null;
  merged_into?: string | null;
  merged_from?: string[];
  duplicates?: string[];
  redirected?: (Deed & { gate: string; to: string; words?: string | null }) | null;
  waiting_for?: WaitingFor[];
  /** Codes of the area's form that nobody has answered. */
  gaps?: string[];
  /** Gates that were answered "yes" and let it pass. */
  warnings?: { gate: string; words: string; redirect?: string | null }[];
  /** Where the area has sessions: which one it goes to, and whether it came after the cut-off. */
  session?: SessionGiven | null;
  /** Free slots of that session and the next. */
  slots_free?: { starts_at: Time; ends_at: Time }[];
  booking_trouble?: { code: string; words: string; at: Time } | null;
  released?: { starts_at: Time; reason: string; by: string; at: Time } | null;
}

export interface SessionGiven {
  /** `2026-11-06`. */
  day: string;
  /** Only after a cut-off was missed: the day that it was written for. */
  meant_day?: string | null;
  missed_cutoff?: boolean;
  /** It waited on a phone without signal, or for somebody to send it. */
  missed_because?: 'offline' | 'later' | null;
  waiting_days?: number;
  /** It waits longer than the area likes. */
  long_wait?: boolean;
}

export type DispatchState = 'queued' | 'sent' | 'failed' | 'bounced' | 'by_hand' | 'stopped';

export interface Trouble {
  code: string;
  words?: string | null;
  at: Time;
}

/** One mail about a request: the server's own word of what became of it. */
export interface DispatchFields {
  request_id: string;
  to_key: string;
  to_name: string;
  about?: string | null;
  purpose: 'police' | 'business_support' | 'invitation' | 'cancellation' | (string & {});
  subject: string;
  state: DispatchState;
  queued_at?: Time | null;
  sent_at?: Time | null;
  failed_at?: Time | null;
  /** Also while it is queued: not sent yet. */
  trouble?: Trouble | null;
  documents?: string[];
}

export type Reply = 'none' | 'accepted' | 'declined' | 'tentative';
export type InformationState = 'asked' | 'submitted' | 'will_bring' | 'nothing_held' | 'none';

export interface InvitationFields {
  request_id: string;
  agency: string;
  name: string;
  role?: string | null;
  email?: string | null;
  phone?: string | null;
  person_id?: string | null;
  reply?: Reply;
  replied_at?: Time | null;
  reply_how?: 'in_app' | 'link' | 'mail' | 'phone' | null;
  note?: string | null;
  information?: InformationState;
  information_at?: Time | null;
  removed_at?: Time | null;
}

export interface PoliceNoteFields {
  request_id: string;
  kind: 'screened' | 'research';
  words: string;
}

export interface EscalationFields {
  request_id: string;
  event: string;
  words?: string | null;
  contact?: string | null;
  by?: string | null;
  at: Time;
}

export interface PresenceFields {
  person_id: string;
  available: boolean;
  logged_in: boolean;
  phone?: string | null;
  until?: Time | null;
  at: Time;
}
