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

/** A call tapped while nobody was signed in, or while locked. */
export interface SignedOutCall {
  kind?: undefined;
  id: string;
  fields: CallFields;
  occurred_at: Time;
  outcome_fields: Record<string, unknown>;
  /** Typed and not yet saved. */
  draft?: Record<string, unknown>;
}

/** A note written while locked. Which family it is about is said after the unlock. */
export interface LockedNote {
  kind: 'note';
  id: string;
  text: string;
  occurred_at: Time;
}

/** Written before anybody said who they are: whose it is, is asked after the next unlock. */
export type Written = SignedOutCall | LockedNote;

/** Written while locked: only the vault of that person opens it. */
export interface SealedWriting {
  id: string;
  person_id: string;
  letter: Letter;
  /** Those who said that it is not theirs. */
  not_by?: string[];
  /** Everybody on this phone said so: kept, and not asked about again. */
  aside?: boolean;
}

export type KeptWriting = SignedOutCall | SealedWriting;

export interface DeviceTables extends DBSchema {
  people: { key: string; value: KnownPerson };
  sessions: { key: string; value: KeptSession };
  calls: { key: string; value: KeptWriting };
  kept: { key: string; value: unknown };
}
