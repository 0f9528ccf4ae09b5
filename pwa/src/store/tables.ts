/** What is kept on the phone. `pulled` records are the server's; the outbox is what it has not settled. */
import type { DBSchema } from 'idb';
import type {
  Change,
  ClockReading,
  Outcome,
  PulledRecord,
  RecordType,
  Repair,
  SealedChange,
  Time,
} from '../domain';
import type { Box, Bytes } from '../vault';
import type { KeptGlances } from './glances';

/**
 * What a row says to nobody without the key. A box is closed with the data key; `plain` is from before the
 * phone had a vault; `lost` was closed with the key of a vault that nobody can open any more.
 */
export type Content = Box | { plain: unknown } | { lost: true };

export type Kept<Clear> = Clear & { content: Content };

/** Readable locked: which records there are, and how new. */
export interface RecordClear {
  id: string;
  type: RecordType;
  feed: string;
  version: number;
}

/** Readable locked: what it takes to send a change, and to save what came of it. */
export interface OutboxClear {
  number: number;
  id: string;
  feed: string;
  record_id: string;
  depends_on: string[];
  /** Goes ahead of everything. */
  urgent: boolean;
  /** It is the urgent request itself. */
  raises: boolean;
  /** The change that it decides about, for a conflict. */
  decides: string | null;
  size: number;
  /** `waiting`: not settled, to be offered. `settled`: shown on top until the pulled copy covers it. */
  state: 'waiting' | 'settled';
  saved_at: Time;
  tries: number;
  tried_at: Time | null;
  outcome: Outcome | null;
  /** For the server alone; null until it has told its key. */
  sealed: SealedChange['sealed'] | null;
}

export interface OutboxRow extends OutboxClear {
  change: Change;
}

export interface AttentionClear {
  id: string;
  outcome: Outcome;
  at: Time;
  done_at: Time | null;
}

/** What the person must look at: a change refused for ever, or a value kept beside another. */
export interface AttentionRow extends AttentionClear {
  change: Change;
}

export interface SentClear {
  id: string;
  number: number;
  outcome: Outcome;
  saved_at: Time;
  at: Time;
}

/** Settled changes of the last 7 days: shown as sent, and offered again to a restored server. */
export interface SentRow extends SentClear {
  change: Change;
}

export interface DraftClear {
  form: string;
  changed_at: Time;
}

export interface Draft extends DraftClear {
  fields: Record<string, unknown>;
}

/** Technical, and in clear. */
export interface MetaValues {
  /** When this database was first used by its person: one without it holds nothing. */
  begun_at: Time;
  /** While an urgent request waits: when the police were spoken to about all that do, for who is locked out. */
  police_spoken_at: Time | null;
  next_number: number;
  cursor: string | null;
  clock: ClockReading;
  last_contact_at: Time;
  /** Pulled to the end at this time, by the device's clock. */
  complete_at: Time;
  /** The server began anew after a restore, and this phone offered again what it had sent. */
  restored_at: Time;
  /** Feeds that ended while changes for them still wait. */
  dropping: string[];
  /** Feeds to pull afresh, and what to tell the server about them. */
  refresh: string[];
  repaired: Repair[];
  /** When a feed was last pulled afresh by the self-check, so that a fault cannot loop. */
  refreshed_at: Record<string, Time>;
  checked_all_at: Time;
  /** Another one with each write that touches a record. */
  revision: string;
  /** Closed: what lists choose by, of the records as they were at its revision. */
  glances: KeptGlances;
  /** Every record is closed with the key: none is left as a release before the vault wrote it. */
  records_closed: true;
  /** How often a sign-out has taken the pulled copy away: a page asked for before it is not for after it. */
  sign_outs: number;
}

export type MetaKey = keyof MetaValues;

/** The rows as the app reads them, by the name of their table. */
export interface Opened {
  records: PulledRecord;
  outbox: OutboxRow;
  attention: AttentionRow;
  drafts: Draft;
  sent: SentRow;
}

/** The rows as they lie on the disk. */
export interface OnDisk {
  records: Kept<RecordClear>;
  outbox: Kept<OutboxClear>;
  attention: Kept<AttentionClear>;
  drafts: Kept<DraftClear>;
  sent: Kept<SentClear>;
}

/** A picture that waits for its turn: closed, and its key is in the change that announces it. */
export interface PictureRow {
  /** Of its record. */
  id: string;
  box: Bytes;
  saved_at: Time;
}

export type TableName = keyof Opened;

export interface PersonTables extends DBSchema {
  records: { key: string; value: OnDisk['records']; indexes: { feed: string; type: RecordType } };
  outbox: { key: number; value: OnDisk['outbox']; indexes: { id: string } };
  attention: { key: string; value: OnDisk['attention'] };
  drafts: { key: string; value: OnDisk['drafts'] };
  meta: { key: string; value: unknown };
  pictures: { key: string; value: PictureRow };
  sent: { key: string; value: OnDisk['sent']; indexes: { at: string } };
}
