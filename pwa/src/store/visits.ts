/** Today, and one visit with a card for each child. */
import { isSameLondonDay, missingChecks } from '../domain';
import { byBirth, groupBy, latestFirst, whenOf } from './families';
import {
  isOf,
  localOfFeed,
  localOfType,
  localRecord,
  readOverlay,
  type LocalRecord,
} from './local-view';
import { read, type PersonStore } from './person-store';

export interface VisitView {
  visit: LocalRecord<'visit'>;
  family: LocalRecord<'family'> | null;
  /** The children of the visit; others of the family may be added while on site. */
  children: LocalRecord<'child'>[];
  siblings: LocalRecord<'child'>[];
  checks: LocalRecord<'child_seen_check'>[];
  notes: LocalRecord<'note'>[];
  calls: LocalRecord<'call_log'>[];
  /** Children who stand between this visit and "complete". */
  missing: string[];
}

export async function readVisit(store: PersonStore, visit_id: string): Promise<VisitView | null> {
  return read(store, async (tx) => {
    const overlay = await readOverlay(tx);
    const visit = await localRecord<'visit'>(store, tx, overlay, visit_id);
    if (!visit) return null;
    const file = await localOfFeed(store, tx, overlay, visit.feed);
    const family = await localRecord<'family'>(store, tx, overlay, visit.fields.case_id);
    return visitView(visit, family, file);
  });
}

function visitView(
  visit: LocalRecord<'visit'>,
  family: LocalRecord<'family'> | null,
  file: LocalRecord[],
): VisitView {
  const in_visit = new Set(visit.fields.child_ids);
  const all = file.filter(isOf('child')).sort(byBirth);
  const isOfVisit = (record: Visited) => record.fields.visit_id === visit.id;
  const checks = file.filter(isOf('child_seen_check')).filter(isOfVisit);
  return {
    visit,
    family,
    children: all.filter((child) => in_visit.has(child.id)),
    siblings: all.filter((child) => !in_visit.has(child.id)),
    checks,
    notes: file.filter(isOf('note')).filter(isOfVisit),
    calls: file.filter(isOf('call_log')).filter(isOfVisit),
    missing: missingChecks(visit.fields.child_ids, fieldsOf(checks)),
  };
}

const fieldsOf = (checks: LocalRecord<'child_seen_check'>[]) => checks.map((check) => check.fields);

interface Visited {
  fields: { visit_id?: string | null };
}

export interface VisitRow {
  visit: LocalRecord<'visit'>;
  family: LocalRecord<'family'> | null;
  checked: number;
}

export interface DueAttempt {
  check: LocalRecord<'child_seen_check'>;
  child: LocalRecord<'child'> | null;
  family: LocalRecord<'family'> | null;
  due_at: string;
}

export interface TodayView {
  /** On site now, planned today or before and not done, or ended today; earliest first. */
  visits: VisitRow[];
  /** Planned for later days. */
  later: VisitRow[];
  /** Children who must be tried again, earliest first; those seen alone since are left out. */
  attempts: DueAttempt[];
  /** Urgent requests where a call is still to be made or answered. */
  calls_due: LocalRecord<'strategy_request'>[];
}

export async function readToday(store: PersonStore, now: Date = new Date()): Promise<TodayView> {
  return read(store, async (tx) => {
    const overlay = await readOverlay(tx);
    const visits = (await localOfType(store, tx, overlay, 'visit')).filter(isMine(store));
    const families = byId(await localOfType(store, tx, overlay, 'family'));
    const checks = await localOfType(store, tx, overlay, 'child_seen_check');
    const children = byId(await localOfType(store, tx, overlay, 'child'));
    const requests = await localOfType(store, tx, overlay, 'strategy_request');
    const rows = rowsOf(visits, families, checks);
    return {
      visits: rows.filter((row) => isForToday(row.visit, now)),
      later: rows.filter((row) => isLater(row.visit, now)),
      attempts: attemptsDue(checks, children, families),
      calls_due: requests.filter(isCallDue),
    };
  });
}

const byId = <T extends { id: string }>(records: T[]): Map<string, T> =>
  new Map(records.map((record) => [record.id, record]));

const isMine =
  (store: PersonStore) =>
  (visit: LocalRecord<'visit'>): boolean =>
    (visit.fields.worker_id ?? visit.made_by) === store.person.id;

function rowsOf(
  visits: LocalRecord<'visit'>[],
  families: Map<string, LocalRecord<'family'>>,
  checks: LocalRecord<'child_seen_check'>[],
): VisitRow[] {
  const done = groupBy(checks, (check) => check.fields.visit_id);
  return visits
    .map((visit) => ({
      visit,
      family: families.get(visit.fields.case_id) ?? null,
      checked: done.get(visit.id)?.length ?? 0,
    }))
    .sort((one, other) => whenOf(one.visit).localeCompare(whenOf(other.visit)));
}

function isForToday(visit: LocalRecord<'visit'>, now: Date): boolean {
  if (visit.fields.status === 'on_site') return true;
  const is_today = isSameLondonDay(whenOf(visit), now);
  if (visit.fields.status !== 'planned') return is_today;
  return is_today || Date.parse(whenOf(visit)) < now.getTime();
}

const isLater = (visit: LocalRecord<'visit'>, now: Date): boolean =>
  visit.fields.status === 'planned' && !isForToday(visit, now);

const isCallDue = (request: LocalRecord<'strategy_request'>): boolean =>
  request.fields.status !== 'withdrawn' &&
  ['required', 'attempted', 'no_answer'].includes(request.fields.urgent_call ?? 'none');

/** The last check of each child says whether they must be tried again. */
function attemptsDue(
  checks: LocalRecord<'child_seen_check'>[],
  children: Map<string, LocalRecord<'child'>>,
  families: Map<string, LocalRecord<'family'>>,
): DueAttempt[] {
  const newest = checks.sort(latestFirst((check) => check.made_at));
  return [...groupBy(newest, (check) => check.fields.child_id).values()]
    .flatMap((of_child) => of_child.slice(0, 1))
    .filter((check) => check.fields.next_attempt_at)
    .map((check) => ({
      check,
      child: children.get(check.fields.child_id) ?? null,
      family: families.get(check.fields.case_id) ?? null,
      due_at: check.fields.next_attempt_at ?? '',
    }))
    .sort((one, other) => one.due_at.localeCompare(other.due_at));
}
