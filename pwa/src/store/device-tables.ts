/** What the phone keeps whoever is signed in. */
import type { DBSchema } from 'idb';
import type { CallFields, Person, Time } from '../domain';
import type { Box, Letter } from '../vault';

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

export interface SessionClear {
  person_id: string;
  push_key: string | null;
  ended: boolean;
}

/** With a vault the tokens are in the box; before there was one they lay in clear. */
export type KeptSession = (SessionClear & { content: Box }) | Session;

/** A call logged while nobody was signed in; the next person to sign in claims it. */
export interface SignedOutCall {
  id: string;
  fields: CallFields;
  occurred_at: Time;
  outcome_fields: Record<string, unknown>;
  /** Typed and not yet saved. */
  draft?: Record<string, unknown>;
}

/** Written while locked: only the vault of that person opens it. */
export interface SealedCall {
  id: string;
  person_id: string;
  letter: Letter;
}

export type KeptCall = SignedOutCall | SealedCall;

export interface DeviceTables extends DBSchema {
  people: { key: string; value: KnownPerson };
  sessions: { key: string; value: KeptSession };
  calls: { key: string; value: KeptCall };
  kept: { key: string; value: unknown };
}
