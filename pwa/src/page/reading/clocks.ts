/** Clocks that matter to the worker; they run on the phone, so they run with no signal. */
import type { FamilyView, TodayView } from '../../store';
import { today } from '../words';
import { childName, seenAt, type Request } from './family';

const DAY = 24 * 3_600_000;

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
  case_id: check.fields.case_id,
});

/** 24 real hours from the earliest open concern, until a check says the child was seen. */
function seenWithinADay(file: FamilyView, requests: Request[]): RunningClock[] {
  return file.children.flatMap((child) => {
    const concern = requests
      .filter(({ fields }) => fields.status !== 'withdrawn' && fields.child_ids.includes(child.id))
      .map(({ fields }) => fields.concern_at)
      .sort()[0];
    if (!concern || wasSeenSince(file, child.id, concern)) return [];
    const due_at = new Date(Date.parse(concern) + DAY).toISOString();
    const text = today.seenWithin(childName(child.fields));
    return [{ key: `seen-${child.id}`, text, due_at, case_id: file.family.id }];
  });
}

const wasSeenSince = (file: FamilyView, child_id: string, since: string): boolean =>
  file.checks.some(
    (check) =>
      check.fields.child_id === child_id &&
      check.fields.seen === 'yes' &&
      Date.parse(seenAt(check)) >= Date.parse(since),
  );
