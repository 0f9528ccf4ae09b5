/** The list of each desk: which requests stand in which column, the most urgent first, and what is due. */
import { isSameLondonDay, type Person, type Role, type Time, type WaitingFor } from '../../domain';
import type { DeskRequest } from '../../store';
import { columnsOf, ends, type Column } from './desk-columns';
import type { Request } from './family';
import { isOver } from './request-state';
import { isCallOwed, turnsOf } from './whose-desk';

/** A request as somebody's desk has it. */
export interface Seen extends DeskRequest {
  person: Person;
  /** What waits for them. */
  mine: readonly WaitingFor[];
  /** When the nearest of it is due; of what waits for others, when that is. */
  due_at: Time | null;
  late: boolean;
}

export interface FilledColumn {
  key: Column['key'];
  rows: readonly Seen[];
}

export interface DeskList {
  /** What there is to do. Those that are empty are left out. */
  work: readonly FilledColumn[];
  /** What waits for others, what has a time, and what is over. */
  rest: readonly FilledColumn[];
  /** How many need this person, and of how many the time is over. */
  counts: { mine: number; late: number };
}

export function deskOf(all: readonly DeskRequest[], person: Person, now: Date): DeskList {
  const seen = all.map((one) => seenBy(one, person, now)).sort(mostUrgentFirst);
  const work = columnsOf(person.role);
  const filled = fill([...work, ...ends], seen);
  const mine = mineOf(all, person, now);
  return {
    work: filled.filter(({ key }) => work.some((column) => column.key === key)),
    rest: filled.filter(({ key }) => ends.some((column) => column.key === key)),
    counts: { mine: mine.length, late: mine.filter(({ late }) => late).length },
  };
}

export function seenBy(one: DeskRequest, person: Person, now: Date): Seen {
  const mine = turnsOf(one.request, person, one.invitations);
  const due_at = dueOf(one.request, mine);
  return { ...one, person, mine, due_at, late: due_at !== null && isPast(due_at, now) };
}

/** What needs this person and is not being sent already, the most urgent first. */
export const mineOf = (all: readonly DeskRequest[], person: Person, now: Date): Seen[] =>
  all
    .map((one) => seenBy(one, person, now))
    .filter((one) => one.mine.length > 0 && one.request.waiting === 0)
    .sort(mostUrgentFirst);

/** Discussions of today, in the order of the day. */
export function todaysOf(all: readonly DeskRequest[], person: Person, now: Date): Seen[] {
  const startsAt = ({ request }: DeskRequest) => request.fields.confirmed?.starts_at ?? '';
  return all
    .filter((one) => one.request.fields.status === 'slot_confirmed')
    .filter((one) => startsAt(one) !== '' && isSameLondonDay(startsAt(one), now))
    .sort((one, other) => startsAt(one).localeCompare(startsAt(other)))
    .map((one) => seenBy(one, person, now));
}

const isPast = (at: Time, now: Date): boolean => Date.parse(at) < now.getTime();

/** Each stands in one column: the first that takes it. */
function fill(columns: readonly Column[], seen: readonly Seen[]): FilledColumn[] {
  const of = new Map<Seen, string | undefined>(
    seen.map((one) => [one, columns.find((column) => column.takes(one))?.key]),
  );
  return columns
    .map(({ key }) => ({ key, rows: seen.filter((one) => of.get(one) === key) }))
    .filter(({ rows }) => rows.length > 0);
}

function dueOf({ fields }: Request, mine: readonly WaitingFor[]): Time | null {
  if (isOver(fields.status)) return null;
  const waited = mine.length > 0 ? mine : (fields.waiting_for ?? []);
  return earliest(waited) ?? earliest((fields.clocks ?? []).filter(isSafety));
}

const isSafety = (clock: NonNullable<Request['fields']['clocks']>[number]): boolean =>
  clock.about === 'safety' && !clock.met_at && !clock.kind && clock.key !== 'child_seen';

const earliest = (all: readonly { due_at?: Time | null }[]): Time | null =>
  all
    .map(({ due_at }) => due_at)
    .filter((at): at is Time => Boolean(at))
    .sort()[0] ?? null;

/** The call that is still owed, then urgent ones; in each what is due first, then what waited longest. */
export function mostUrgentFirst(one: Seen, other: Seen): number {
  return (
    Number(isCallOwed(other.request)) - Number(isCallOwed(one.request)) ||
    Number(other.request.fields.urgent) - Number(one.request.fields.urgent) ||
    (one.due_at ?? NEVER).localeCompare(other.due_at ?? NEVER) ||
    raisedAt(one).localeCompare(raisedAt(other))
  );
}

const NEVER = '9999';
const raisedAt = ({ request }: Seen): Time => request.fields.raised_at ?? request.made_at;

/** Only the requests of one of the councils that share a queue (S-16). */
export const ofAuthority = (
  all: readonly DeskRequest[],
  authority: string | null,
): readonly DeskRequest[] =>
  authority === null ? all : all.filter(({ request }) => request.fields.authority === authority);

/** Whose list is read by council: where more than one shares it, and a request says whose it is. */
export const isReadByAuthority = (
  role: Role,
  authorities: readonly string[],
  all: readonly DeskRequest[],
): boolean =>
  role.startsWith('police') &&
  authorities.length > 1 &&
  all.some(({ request }) => request.fields.authority);
