/** What an administrator asks the server alone: to explain a moment, and to keep a passcode. */
import type { Phone } from './phone';
import { askOwn, type Told } from './second-step';

export interface Explained {
  area: string;
  name: string;
  version: number;
  at: string;
  answers: {
    key: string;
    title: string;
    words: string;
    /** Not given: in no document of the area, a default of the product. */
    decided_by: { setting: string; value: unknown; words: string; given?: boolean }[];
    source: string[];
  }[];
}

export interface ExplainQuestion {
  at: string;
  role: string;
  category?: string;
  page_failed?: boolean;
  /** A change that waits to be approved; without it, what was agreed last. */
  draft_id?: string;
}

export const explain = (phone: Phone, asked: ExplainQuestion): Promise<Told<Explained>> =>
  askOwn<Explained>(phone, 'POST', '/areas/explain', asked);

/** Sent as it is typed, over TLS, and in no change: a change is kept for ever. */
export const setPasscode = (phone: Phone, name: string, passcode: string): Promise<Told<object>> =>
  askOwn<object>(phone, 'POST', '/areas/passcodes', { name, passcode });
