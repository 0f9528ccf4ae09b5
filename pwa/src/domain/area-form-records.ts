/** What an area publishes of its request: the questions of its form, its gates, what is checked before it goes. */
import type { RequestWritten } from './request-records';
import type { Party } from './strategy-records';

/** `children`, `manager`, `category` and `requester` are drawn by the phone's own questions. */
export type QuestionKind =
  | 'text'
  | 'long'
  | 'yes_no'
  | 'choice'
  | 'people'
  | 'moment'
  | 'children'
  | 'manager'
  | 'category'
  | 'requester';

export interface Coded {
  code: string;
  label: string;
}

export interface AreaQuestion extends Coded {
  hint?: string | null;
  kind: QuestionKind | (string & {});
  /** Who answers it: what the authoriser decides is not asked of the worker. */
  by: 'worker' | 'authoriser' | (string & {});
  /** The request's own field that holds the answer; null: it goes into `form` by its code. */
  field?: (keyof RequestWritten & string) | (string & {}) | null;
  choices?: Coded[];
  required?: boolean;
  /** Needed where one of these, a field or a code, has one of these values. */
  required_when?: Record<string, unknown[]>;
  /** What the phone may answer from what it knows: `looked_after`, `interpreter`, `in_hospital`. */
  prefill?: string | null;
}

/** What a strategy discussion is not for. A "yes" to its question leads elsewhere; an urgent one passes with a word. */
export interface AreaGate {
  code: string;
  question: string;
  words: string;
  redirect: string;
  allow: 'no' | 'warn' | (string & {});
}

export interface MissingRule {
  over_hours: number;
  more_than_episodes: number;
  in_days: number;
}

/** All of it may be absent: published before it was said. */
export interface AreaAsking {
  form?: AreaQuestion[];
  gates?: AreaGate[];
  /** What the authoriser ticks. */
  qa?: Coded[];
  missing_rule?: MissingRule | null;
  /** Whether a manager may authorise an urgent request by telephone. */
  verbal_by_phone?: boolean;
  /** Whose agreement a cancellation needs. */
  cancellation?: { agreement?: Party[] };
}
