/** Clocks that matter to the worker; they run on the phone, so they run with no signal. */
import type { FamilyView, TodayView } from '../../store';
import { today } from '../words';
import { childName, seenAt, type Request } from './family';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface RunningClock {
  key: string;
  text: string;
  due_at: string;
  case_id: string;
}

/** Every clock not met yet, the nearest first. */
export function runningClocks(
  attempts: TodayView['attempts'],
  requests: Request[],
  files: FamilyView[],
): RunningClock[] {
  const clocks = [
    ...files.flatMap((file) => seenWithinADay(file, requests)),
    ...attempts.map(again),
  ];
  return clocks.sort((a, b) => a.due_at.localeCompare(b.due_at));
}

const again = ({ check, child, due_at }: TodayView['attempts'][number]): RunningClock => ({
  key: `again-${check.id}`,
  text: today.nextAttempt(child ? childName(child.fields) : today.aChild),
  due_at,
  case_id: check.case_id,
});

/** From the earliest open concern, until a check says the child was seen. */
function seenWithinADay(file: FamilyView, requests: Request[]): RunningClock[] {
  return file.children.flatMap((child) => {
    const [clock] = requests
      .filter(({ fields }) => fields.status !== 'withdrawn' && fields.child_ids.includes(child.id))
      .map(childSeen)
      .sort((a, b) => a.due_at.localeCompare(b.due_at));
    if (!clock || wasSeenSince(file, child.id, clock.starts_at)) return [];
    const hours = Math.round((Date.parse(clock.due_at) - Date.parse(clock.starts_at)) / HOUR);
    const text = today.seenWithin(childName(child.fields), hours);
    return [{ key: `seen-${child.id}`, text, due_at: clock.due_at, case_id: file.family.id }];
  });
}

/** As the server worked it out; until it has the request, the usual day of real hours. */
function childSeen({ fields }: Request): { starts_at: string; due_at: string } {
  const told = fields.clocks?.find(({ key }) => key === 'child_seen');
  if (told) return told;
  const due_at = new Date(Date.parse(fields.concern_at) + DAY).toISOString();
  return { starts_at: fields.concern_at, due_at };
}

const wasSeenSince = (file: FamilyView, child_id: string, since: string): boolean =>
  file.checks.some(
    (check) =>
      check.fields.child_id === child_id &&
      check.fields.seen === 'yes' &&
      Date.parse(seenAt(check)) >= Date.parse(since),
  );
