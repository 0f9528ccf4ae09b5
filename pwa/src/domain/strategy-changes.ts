/** Every named change of a strategy request and of what lies beside it, with its fields. */
import type { Time } from './messages';
import type { RequestWritten } from './request-records';
import type {
  ContactPurpose,
  Format,
  HealthState,
  InformationState,
  InvitationFields,
  Party,
  PoliceNoteFields,
  PresenceFields,
  Reply,
} from './strategy-records';

type Told = Exclude<InformationState, 'asked' | 'none'>;
type Nothing = Record<string, never>;

export interface StrategyChangeFields {
  raise_request: RequestWritten;
  edit_request: Partial<RequestWritten>;
  authorise_request: {
    checked: true;
    qa?: string[];
    format?: Format | null;
    format_reason?: string | null;
    longer_slot?: boolean;
  };
  return_request: { reasons: string };
  record_verbal_authorisation: {
    manager_id?: string | null;
    manager_name?: string | null;
    at: Time;
    words?: string | null;
  };
  confirm_verbal_authorisation: { confirmed: boolean; reason?: string | null };
  withdraw_request: { reason: string };
  redirect_request: { gate: string; words?: string | null };
  merge_request: { into: string; reason: string };
  not_a_duplicate: { other_id: string; reason: string };
  request_cancellation: { reason: string };
  agree_cancellation: {
    party: Party;
    agreed: boolean;
    name?: string | null;
    how?: string | null;
    reason?: string | null;
  };
  set_presence: Partial<Omit<PresenceFields, 'person_id' | 'at'>>;
  report_manager_unreachable: { words: string };
  confirm_receipt: { words?: string | null; availability?: string | null };
  forward_to_police: Nothing;
  sent_by_hand: { to_key: string; words: string; at: Time };
  send_again: { dispatch_id: string };
  record_police_contact: {
    purpose: ContactPurpose;
    name?: string | null;
    rank?: string | null;
    at: Time;
    how: 'in_app' | 'phone';
    words?: string | null;
  };
  add_police_note: PoliceNoteFields;
  assign_officer: {
    person_id?: string | null;
    name?: string | null;
    rank?: string | null;
    delegated: boolean;
    overseen_by?: string | null;
  };
  agree_time: { starts_at: Time; with_name: string; with_rank?: string | null };
  propose_time: { starts_at: Time; words?: string | null };
  arrange_health: {
    state: Exclude<HealthState, 'needed'>;
    who?: string | null;
    reason?: string | null;
  };
  offer_slot: { starts_at?: Time; minutes?: number; because?: string };
  book_meeting: {
    starts_at: Time;
    ends_at: Time;
    format: Format;
    place: string;
    /** The facility that was booked for a discussion by telephone. */
    conference?: string | null;
  };
  invite: Pick<
    InvitationFields,
    'request_id' | 'agency' | 'name' | 'role' | 'email' | 'phone' | 'person_id'
  >;
  remove_invitation: { reason: string };
  reply_to_invitation: {
    reply: Exclude<Reply, 'none'>;
    information?: Told;
    note?: string | null;
  };
  note_information: { information: Told | 'asked'; note?: string | null };
  confirm_slot: {
    starts_at: Time;
    ends_at?: Time | null;
    place: string;
    format?: Format | null;
    join_note?: string | null;
    /** Why it is held without health, where health has not accepted. */
    health_reason?: string | null;
  };
  move_slot: { starts_at: Time; ends_at?: Time; place?: string; reason: string };
  release_slot: { reason: string };
  report_overrun: { minutes: number; words?: string | null };
}

export type StrategyKind = keyof StrategyChangeFields;

/** `[type, effect]` of each: only what a person writes is shown before the server has decided. */
export const STRATEGY_KINDS = {
  raise_request: ['strategy_request', 'create'],
  edit_request: ['strategy_request', 'edit'],
  authorise_request: ['strategy_request', 'decide'],
  return_request: ['strategy_request', 'decide'],
  record_verbal_authorisation: ['strategy_request', 'decide'],
  confirm_verbal_authorisation: ['strategy_request', 'decide'],
  withdraw_request: ['strategy_request', 'decide'],
  redirect_request: ['strategy_request', 'decide'],
  merge_request: ['strategy_request', 'decide'],
  not_a_duplicate: ['strategy_request', 'decide'],
  request_cancellation: ['strategy_request', 'decide'],
  agree_cancellation: ['strategy_request', 'decide'],
  set_presence: ['presence_said', 'create'],
  report_manager_unreachable: ['strategy_request', 'decide'],
  confirm_receipt: ['strategy_request', 'decide'],
  forward_to_police: ['strategy_request', 'decide'],
  sent_by_hand: ['strategy_request', 'decide'],
  send_again: ['strategy_request', 'decide'],
  record_police_contact: ['strategy_request', 'decide'],
  add_police_note: ['police_note', 'create'],
  assign_officer: ['strategy_request', 'decide'],
  agree_time: ['strategy_request', 'decide'],
  propose_time: ['strategy_request', 'decide'],
  arrange_health: ['strategy_request', 'decide'],
  offer_slot: ['strategy_request', 'decide'],
  book_meeting: ['strategy_request', 'decide'],
  invite: ['invitation', 'create'],
  remove_invitation: ['invitation', 'decide'],
  reply_to_invitation: ['invitation', 'decide'],
  note_information: ['invitation', 'decide'],
  confirm_slot: ['strategy_request', 'decide'],
  move_slot: ['strategy_request', 'decide'],
  release_slot: ['strategy_request', 'decide'],
  report_overrun: ['strategy_request', 'decide'],
} as const satisfies Record<StrategyKind, readonly [string, string]>;
