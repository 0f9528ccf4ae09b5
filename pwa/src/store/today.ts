/** Today: visits by time, children to try again. Reads what it shows, not all there is. */
import { isSameLondonDay, timeNow } from '../domain';
import { whenOf } from './families';
import { groupBy, latestFirst } from './in-order';
import type { Glance } from './glances';
import {
  localGlances,
  localRecord,
  readOverlay,
  type LocalRecord,
  type Overlay,
} from './local-view';
import { read, type PersonStore, type Reading } from './person-store';

export interface VisitRow {
  visit: LocalRecord<'visit'>;
  family: LocalRecord<'family'> | null;
  checked: number;
}

export interface DueAttempt {
  check: Glance<'child_seen_check'>;
  child: LocalRecord<'child'> | null;
  due_at: string;
}

export interface TodayView {
  /** On site now, planned today or before and not done, or ended today; earliest first. */
  visits: VisitRow[];
  /** Planned for later days. */
  later: VisitRow[];
  /** Children who must be tried again, earliest first; those seen alone since are left out. */
  attempts: DueAttempt[];
}

interface Looking {
  store: PersonStore;
  tx: Reading;
  overlay: Overlay;
  now: Date;
  checks: Glance<'child_seen_check'>[];
}

const A_DAY_AND_A_HALF = 36 * 3_600_000;

export async function readToday(store: PersonStore, now: Date = timeNow()): Promise<TodayView> {
  return read(store, async (tx) => {
    const overlay = await readOverlay(tx);
    const checks = await localGlances(store, tx, overlay, 'child_seen_check');
    const looking = { store, tx, overlay, now, checks };
    const rows = await rowsOf(looking, await openVisits(looking));
    return {
      visits: rows.filter((row) => isForToday(row.visit, now)),
      later: rows.filter((row) => isLater(row.visit, now)),
      attempts: await attemptsDue(looking),
    };
  });
}

/** Mine that are planned, under way, or ended a short while ago. */
async function openVisits({ store, tx, overlay, now }: Looking): Promise<LocalRecord<'visit'>[]> {
  const since = new Date(now.getTime() - A_DAY_AND_A_HALF).toISOString();
  const visits = await localGlances(store, tx, overlay, 'visit');
  const shown = visits.filter(({ status, ended_at, worker_id, made_by }) => {
    const open = status === 'planned' || status === 'on_site';
    const is_late = (ended_at ?? '') >= since;
    return (open || is_late) && (worker_id ?? made_by) === store.person.id;
  });
  const records = shown.map(({ id }) => localRecord<'visit'>(store, tx, overlay, id));
  return (await Promise.all(records)).filter((visit) => visit !== null);
}

async function rowsOf(looking: Looking, visits: LocalRecord<'visit'>[]): Promise<VisitRow[]> {
  const { store, tx, overlay, checks } = looking;
  const of_visit = groupBy(checks, (check) => check.visit_id);
  const rows = visits.map(async (visit) => ({
    visit,
    family: await localRecord<'family'>(store, tx, overlay, visit.fields.case_id),
    checked: of_visit.get(visit.id)?.length ?? 0,
  }));
  return (await Promise.all(rows)).sort((one, other) =>
    whenOf(one.visit).localeCompare(whenOf(other.visit)),
  );
}

function isForToday(visit: LocalRecord<'visit'>, now: Date): boolean {
  const { status, ended_at } = visit.fields;
  if (status === 'on_site') return true;
  const is_today = isSameLondonDay(whenOf(visit), now);
  if (status === 'planned') return is_today || Date.parse(whenOf(visit)) < now.getTime();
  return is_today || (ended_at ? isSameLondonDay(ended_at, now) : false);
}

const isLater = (visit: LocalRecord<'visit'>, now: Date): boolean =>
  visit.fields.status === 'planned' && !isForToday(visit, now);

/** The last check of each child says whether they must be tried again. */
async function attemptsDue(looking: Looking): Promise<DueAttempt[]> {
  const of_child = groupBy(looking.checks, (check) => check.child_id);
  const due = await Promise.all([...of_child.values()].map((one) => attemptOf(looking, one)));
  return due
    .filter((attempt) => attempt !== null)
    .sort((one, other) => one.due_at.localeCompare(other.due_at));
}

async function attemptOf(
  { store, tx, overlay }: Looking,
  checks: Glance<'child_seen_check'>[],
): Promise<DueAttempt | null> {
  const [check] = checks.sort(latestFirst((one) => one.made_at));
  if (!check?.next_attempt_at) return null;
  const child = await localRecord<'child'>(store, tx, overlay, check.child_id);
  return { check, child, due_at: check.next_attempt_at };
}
