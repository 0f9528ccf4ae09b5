/** Whose turn it is with a request, and what is due when, in sentences. */
import type { RequestClock, RequestStatus, WaitingFor } from '../../domain';
import { capital, saySpan, sayWhen } from '../say-time';
import { requests as words, turns } from '../words';
import type { Request } from './family';
import { isOver } from './request-state';

export interface DueLine {
  text: string;
  late: boolean;
}

/** One sentence for those who wait. */
export function waitsOn({ fields, only_here }: Request): string {
  const { status = 'awaiting_authorisation', waiting_for = [] } = fields;
  if (only_here && status !== 'withdrawn') return words.waitsOn.signal;
  const [first] = waiting_for;
  return first ? turns.next(sayWho(first.who), sayWhat(first.what)) : afterwards(status);
}

/** Where the server has not said who is waited for. */
function afterwards(status: RequestStatus): string {
  const { waitsOn: on } = words;
  if (status === 'authorised') return on.business;
  if (status === 'returned') return on.worker;
  return status === 'slot_confirmed' || isOver(status) ? on.none : on.manager;
}

/** Everybody who is waited for: who, what, since or until when. */
export const waitedFor = ({ fields }: Request, now: Date): DueLine[] =>
  (fields.waiting_for ?? []).map((one) => waitedLine(one, now));

function waitedLine({ who, what, since, due_at }: WaitingFor, now: Date): DueLine {
  const said = capital(turns.line(sayWho(who), sayWhat(what)));
  if (!due_at) return { text: said, late: false };
  if (since === due_at) return { text: `${said}: ${turns.now}`, late: true };
  return { text: `${said}. ${sayDue(due_at, now)}`, late: isLate(due_at, now) };
}

/** Clocks that run: those that were met, and those that only advise, are not due. */
export const clockLines = ({ fields }: Request, now: Date): DueLine[] =>
  isOver(fields.status)
    ? []
    : (fields.clocks ?? [])
        .filter((clock) => !clock.met_at && clock.kind !== 'not_before' && clock.due_at)
        .sort((one, other) => one.due_at.localeCompare(other.due_at))
        .map((clock) => clockLine(clock, now));

function clockLine({ name, due_at, in_setting, kind }: RequestClock, now: Date): DueLine {
  const late = kind !== 'advice' && isLate(due_at, now);
  const where = in_setting ? ` ${turns.inSetting}` : '';
  return { text: `${name}: ${sayDue(due_at, now)}${where}`, late };
}

function sayDue(due_at: string, now: Date): string {
  const left = Date.parse(due_at) - now.getTime();
  return left < 0 ? turns.late(saySpan(-left)) : turns.due(sayWhen(due_at, now));
}

const isLate = (due_at: string, now: Date): boolean => Date.parse(due_at) < now.getTime();

const sayWho = (who: string): string => turns.who[who] ?? who;
const sayWhat = (what: string): string => turns.what[what] ?? turns.other;
