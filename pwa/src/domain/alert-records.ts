/** What somebody was alerted of. Never what it is about in words. */
import type { Time } from './messages';

export type AlertKind =
  | 'test_alert'
  | 'slot_confirmed'
  | 'slot_moved'
  | 'slot_released'
  | 'slot_overrun'
  | 'slot_offered'
  | 'slot_ran_out'
  | 'time_agreed'
  | 'discussion_soon'
  | 'request_returned'
  | 'request_authorised'
  | 'request_waiting'
  | 'request_withdrawn'
  | 'delivery_trouble'
  | 'police_contact'
  | 'request_redirected'
  | 'request_merged'
  | 'request_goes_on'
  | 'request_cancelled'
  | 'cancellation_asked'
  | 'possible_duplicate'
  | 'verbal_to_confirm'
  | 'verbal_settled'
  | 'not_confirmed_in_time'
  | 'manager_unreachable'
  | 'urgent_held_back'
  | 'number_reported_wrong'
  | 'arrangements_to_approve'
  | 'arrangements_decided';

export interface AlertFields {
  kind: AlertKind;
  request_id: string | null;
  /** Of an administrator's alert: the contact, or the change of the arrangements. */
  subject_id?: string;
  ref?: string | null;
  starts_at?: Time | null;
  created_at: Time;
  shown_at?: Time | null;
  opened_at?: Time | null;
}

export interface SubscriptionFields {
  device_id: string;
  host?: string;
  active?: boolean;
  /** When a test alert was last asked for. */
  tried_at?: Time;
}
