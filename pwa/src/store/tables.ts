/** What is kept on the phone. `pulled` records are the server's; the outbox is what it has not settled. */
import type { DBSchema } from 'idb';
import type {
  CallFields,
  Change,
  ClockReading,
  Outcome,
  Person,
  PulledRecord,
  RecordType,
  Repair,
  Time,
} from '../domain';

/** `waiting`: not settled, to be offered. `settled`: shown on top until the pulled copy covers it. */
export interface OutboxRow {
  number: number;
  change: Change;
  saved_at: Time;
  tries: number;
  tried_at: Time | null;
  state: 'waiting' | 'settled';
  outcome: Outcome | null;
}

/** What the person must look at: a change refused for ever, or a value kept beside another. */
export interface AttentionRow {
  id: string;
  change: Change;
  outcome: Outcome;
  at: Time;
  done_at: Time | null;
}

/** Settled changes of the last 7 days: shown as sent, and offered again to a restored server. */
export interface SentRow {
  id: string;
  number: number;
  change: Change;
  outcome: Outcome;
  saved_at: Time;
  at: Time;
}

export interface Draft {
  form: string;
  fields: Record<string, unknown>;
  changed_at: Time;
}

export interface MetaValues {
  /** When this database was first used by its person: one without it holds nothing. */
  begun_at: Time;
  next_number: number;
  cursor: string | null;
  clock: ClockReading;
  last_contact_at: Time;
  /** Pulled to the end at this time, by the device's clock. */
  complete_at: Time;
  /** Feeds that ended while changes for them still wait. */
  dropping: string[];
  /** Feeds to pull afresh, and what to tell the server about them. */
  refresh: string[];
  repaired: Repair[];
  /** When a feed was last pulled afresh by the self-check, so that a fault cannot loop. */
  refreshed_at: Record<string, Time>;
  checked_all_at: Time;
  /** How often a sign-out has taken the pulled copy away: a page asked for before it is not for after it. */
  sign_outs: number;
}

export type MetaKey = keyof MetaValues;

export interface PersonTables extends DBSchema {
  records: {
    key: string;
    value: PulledRecord;
    indexes: {
      feed: string;
      type: RecordType;
      status: [RecordType, string];
      ended: [RecordType, string];
      attempt: [RecordType, string];
      visit: [RecordType, string];
      child: [RecordType, string];
    };
  };
  outbox: { key: number; value: OutboxRow; indexes: { id: string } };
  attention: { key: string; value: AttentionRow };
  drafts: { key: string; value: Draft };
  meta: { key: string; value: unknown };
  sent: { key: string; value: SentRow; indexes: { at: string } };
}

export interface KnownPerson {
  id: string;
  email: string;
  person: Person;
  device_id: string;
  signed_in_at: Time;
  /** A database of theirs was made here: if it is gone, something took it. */
  has_database: boolean;
}

export interface Session {
  person_id: string;
  access_token: string;
  refresh_token: string;
  push_key: string | null;
  /** The server ended it: the person must sign in again; nothing is lost by that. */
  ended: boolean;
}

/** A call logged while nobody was signed in; the next person to sign in claims it. */
export interface SignedOutCall {
  id: string;
  fields: CallFields;
  occurred_at: Time;
  outcome_fields: Record<string, unknown>;
  /** Typed and not yet saved. */
  draft?: Record<string, unknown>;
}

export interface DeviceTables extends DBSchema {
  people: { key: string; value: KnownPerson };
  sessions: { key: string; value: Session };
  calls: { key: string; value: SignedOutCall };
  kept: { key: string; value: unknown };
}
