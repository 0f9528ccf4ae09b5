/** What happened with accounts and phones, for administrators. Asked for, and kept nowhere. */
import { askOwn, type Told } from './second-step';
import type { Phone } from './phone';

export interface Happened {
  id: number;
  what: string;
  person_id: string | null;
  device_id: string | null;
  by_id: string | null;
  detail: string | null;
  at: string;
  last_at: string;
  times: number;
}

/** The latest first; with `before`, those older than that one. */
export const readHappened = (
  phone: Phone,
  before?: number,
): Promise<Told<{ events: Happened[] }>> =>
  askOwn(phone, 'GET', `/security-events${before === undefined ? '' : `?before=${before}`}`);
