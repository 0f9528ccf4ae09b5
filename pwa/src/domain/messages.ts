/** What travels between phone and server, in the names of the wire (PROTOCOL 2 to 5). */
import type { ChangeFields, ChangeKind } from './changes';
import type { RecordFields, RecordType } from './records';

export const PROTOCOL = 1;

/** Times on the wire: ISO 8601 in UTC with milliseconds and `Z`. */
export type Time = string;

export interface Clock {
  made_at: Time;
  offset_ms: number | null;
  trusted: boolean;
}

/** One intent by one person on one device. */
export interface Change<K extends ChangeKind = ChangeKind> {
  id: string;
  device_id: string;
  number: number;
  kind: K;
  schema: number;
  feed: string;
  record_id: string;
  base_version: number;
  depends_on: string[];
  fields: ChangeFields[K];
  occurred_at: Time;
  clock: Clock;
}

/** A change signed by its author and sealed to the server: it proves itself, and needs no sign-in. */
export interface SealedChange {
  id: string;
  sealed: {
    v: 1;
    kid: string;
    person_id: string;
    device_id: string;
    enc: string;
    nonce: string;
    box: string;
  };
}

export interface Reason {
  code: string;
  message: string;
  fields: Record<string, string>;
}

export type OutcomeStatus = 'accepted' | 'merged' | 'conflict' | 'refused' | 'held';

export interface Outcome {
  id: string | null;
  index?: number;
  status: OutcomeStatus;
  record_id: string | null;
  version: number | null;
  late: boolean;
  reason: Reason | null;
}

/** A value that lost, kept beside the one that stands until a person decides. */
export interface Conflict {
  change_id: string;
  field: string;
  value: unknown;
  by: string;
  at: Time;
}

/** A record of fact was put right: what it said before stays readable. */
export interface Correction {
  change_id: string;
  reason: string;
  before: Record<string, unknown>;
  by: string;
  at: Time;
}

/** The server's latest state of one synced thing. */
export interface PulledRecord<T extends RecordType = RecordType> {
  id: string;
  type: T;
  feed: string;
  version: number;
  fields: RecordFields[T];
  made_by: string;
  made_at: Time;
  received_at: Time | null;
  late: boolean;
  conflicts: Conflict[];
  corrections: Correction[];
}

export interface FeedPage {
  feed: string;
  afresh: boolean;
  complete: boolean;
  records: PulledRecord[];
  gone: string[];
  count: number;
  checksum: string;
}

export interface FeedCheck {
  feed: string;
  count: number;
  checksum: string;
}

export interface PullAnswer {
  cursor: string;
  reset: boolean;
  more: boolean;
  feeds: FeedPage[];
  drop: string[];
  checks: FeedCheck[];
}

export interface SyncAnswer {
  protocol: number;
  now: Time;
  outcomes: Outcome[];
  pull: PullAnswer | null;
}

/** A feed that did not agree with its checksum, told to the server with the next request. */
export interface Repair {
  feed: string;
  expected: { count: number; checksum: string };
  found: { count: number; checksum: string };
}

export interface SyncRequest<Sent = Change> {
  protocol: number;
  device_id: string;
  changes: Sent[];
  pull: { cursor: string | null; check_all: boolean; refresh: string[] } | null;
  repaired: Repair[];
}
