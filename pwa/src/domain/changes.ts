/** Every change a phone may make: its fields, the record it is about, and what it does to it. */
import type {
  AttachmentFields,
  CallFields,
  CallOutcome,
  CheckFields,
  ChildFields,
  FamilyFields,
  NoteFields,
  PhoneUsed,
  RecordType,
  Role,
  VisitFields,
} from './records';
import type { DraftFields, HowChecked } from './arrangement-records';
import type { Time } from './messages';
import { STRATEGY_KINDS, type StrategyChangeFields, type StrategyKind } from './strategy-changes';

type FamilyWritten = Pick<
  FamilyFields,
  'name' | 'address' | 'local_family_ref' | 'authority' | 'staff_safety'
>;
type Corrected<T> = Partial<T> & { reason: string };

export interface ChangeFields extends StrategyChangeFields {
  open_case: FamilyWritten;
  edit_family: Partial<FamilyWritten>;
  allocate_case: { person_id: string };
  end_allocation: { person_id: string };
  add_child: ChildFields;
  edit_child: Partial<Omit<ChildFields, 'case_id'>>;
  move_child: { to_case_id: string };
  plan_visit: VisitFields;
  edit_visit: Partial<VisitFields>;
  start_visit: { started_at: Time };
  complete_visit: { ended_at: Time };
  record_no_access: { reason: string; ended_at: Time };
  abandon_visit: { reason: string; ended_at: Time };
  record_child_seen_check: CheckFields;
  correct_child_seen_check: Corrected<CheckFields>;
  add_note: NoteFields;
  correct_note: Corrected<NoteFields>;
  /** `content_key` opens the content, and is in no record. */
  add_attachment: Omit<AttachmentFields, 'state' | 'problem'> & { content_key: string };
  log_call: CallFields & { outcome: CallOutcome };
  record_call_outcome: {
    outcome: CallOutcome;
    answered_by?: string | null;
    agreed?: string | null;
    phone_used?: PhoneUsed;
    ended_at?: Time | null;
    note?: string | null;
  };
  mark_alert_shown: Record<string, never>;
  mark_alert_opened: Record<string, never>;
  save_subscription: { endpoint: string; p256dh: string; auth: string };
  drop_subscription: Record<string, never>;
  ask_for_test_alert: Record<string, never>;
  move_case: { team_id: string };
  report_device_lost: Record<string, never>;
  report_device_found: Record<string, never>;
  wipe_device: Record<string, never>;
  revoke_device: Record<string, never>;
  release_quarantined_change: Record<string, never>;
  discard_quarantined_change: { reason: string };
  add_person: NewPerson & { invitation: string };
  change_person: Partial<Omit<NewPerson, 'email'>>;
  invite_person: { invitation: string };
  end_person_access: { at: Time };
  restore_access: Record<string, never>;
  add_team: { name: string };
  rename_team: { name: string };
  propose_arrangements: Pick<DraftFields, 'changes' | 'note' | 'effective_from' | 'roll_back_to'>;
  approve_arrangements: Record<string, never>;
  decline_arrangements: { reason: string };
  verify_contact: { value: string; how: HowChecked };
  open_area: Record<string, never>;
  decide_conflict: { change_id: string; field: string; choose: 'kept' | 'other' };
}

/** What an administrator writes of somebody. */
export interface NewPerson {
  email: string;
  name: string;
  role: Role;
  team_id?: string | null;
  phone?: string | null;
}

export type ChangeKind = keyof ChangeFields;

/** create: a new record. edit: by field. correct: a fact is put right. decide: the server decides. */
export type Effect = 'create' | 'edit' | 'correct' | 'decide' | 'move';

export interface KindFacts {
  type: RecordType | null;
  effect: Effect;
}

const kind = (type: RecordType | null, effect: Effect): KindFacts => ({ type, effect });

function ofStrategy(): Record<StrategyKind, KindFacts> {
  const facts = Object.entries(STRATEGY_KINDS).map(([name, [type, effect]]) => [
    name,
    kind(type, effect),
  ]);
  return Object.fromEntries(facts) as Record<StrategyKind, KindFacts>;
}

export const KINDS: Record<ChangeKind, KindFacts> = {
  open_case: kind('family', 'create'),
  edit_family: kind('family', 'edit'),
  allocate_case: kind('family', 'decide'),
  end_allocation: kind('family', 'decide'),
  add_child: kind('child', 'create'),
  edit_child: kind('child', 'edit'),
  move_child: kind('child', 'move'),
  plan_visit: kind('visit', 'create'),
  edit_visit: kind('visit', 'edit'),
  start_visit: kind('visit', 'edit'),
  complete_visit: kind('visit', 'edit'),
  record_no_access: kind('visit', 'edit'),
  abandon_visit: kind('visit', 'edit'),
  record_child_seen_check: kind('child_seen_check', 'create'),
  correct_child_seen_check: kind('child_seen_check', 'correct'),
  add_note: kind('note', 'create'),
  correct_note: kind('note', 'correct'),
  add_attachment: kind('attachment', 'create'),
  log_call: kind('call_log', 'create'),
  record_call_outcome: kind('call_log', 'edit'),
  ...ofStrategy(),
  mark_alert_shown: kind('alert', 'edit'),
  mark_alert_opened: kind('alert', 'edit'),
  save_subscription: kind('subscription', 'create'),
  drop_subscription: kind('subscription', 'edit'),
  ask_for_test_alert: kind('subscription', 'decide'),
  move_case: kind('family', 'decide'),
  report_device_lost: kind('device', 'decide'),
  report_device_found: kind('device', 'decide'),
  wipe_device: kind('device', 'decide'),
  revoke_device: kind('device', 'decide'),
  release_quarantined_change: kind('quarantined_change', 'decide'),
  discard_quarantined_change: kind('quarantined_change', 'decide'),
  add_person: kind('account', 'create'),
  change_person: kind('account', 'decide'),
  invite_person: kind('account', 'decide'),
  end_person_access: kind('account', 'decide'),
  restore_access: kind('account', 'decide'),
  add_team: kind('team', 'create'),
  rename_team: kind('team', 'edit'),
  propose_arrangements: kind('arrangement_draft', 'create'),
  approve_arrangements: kind('arrangement_draft', 'decide'),
  decline_arrangements: kind('arrangement_draft', 'decide'),
  verify_contact: kind('contact', 'decide'),
  open_area: kind('arrangements', 'decide'),
  decide_conflict: kind(null, 'decide'),
};

/** An outbox may hold changes of a newer release (the app was rolled back): sent as they are, not shown. */
export const factsOf = (name: string): KindFacts =>
  Object.hasOwn(KINDS, name) ? KINDS[name as ChangeKind] : kind(null, 'decide');
