/** Today: visits by time, children to try again. Reads what it shows, not all there is. */
import { isSameLondonDay } from '../domain';
import { latestFirst, whenOf } from './families';
import {
  localOfIndex,
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
}

interface Looking {
  store: PersonStore;
  tx: Reading;
  overlay: Overlay;
  now: Date;
}

const A_DAY_AND_A_HALF = 36 * 3_600_000;

export async function readToday(store: PersonStore, now: Date = new Date()): Promise<TodayView> {
  return read(store, async (tx) => {
    const looking = { store, tx, overlay: await readOverlay(tx), now };
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
  const found = await Promise.all([
    localOfIndex(store, tx, overlay, 'visit', status('planned')),
    localOfIndex(store, tx, overlay, 'visit', status('on_site')),
    localOfIndex(store, tx, overlay, 'visit', {
      name: 'ended',
      range: IDBKeyRange.bound(['visit', since], ['visit', []]),
    }),
  ]);
  const by_id = new Map(found.flat().map((visit) => [visit.id, visit]));
  return [...by_id.values()].filter(
    (visit) => (visit.fields.worker_id ?? visit.made_by) === store.person.id,
  );
}

const status = (word: string) =>
  ({ name: 'status', range: IDBKeyRange.only(['visit', word]) }) as const;

async function rowsOf(looking: Looking, visits: LocalRecord<'visit'>[]): Promise<VisitRow[]> {
  const { store, tx, overlay } = looking;
  const rows = visits.map(async (visit) => ({
    visit,
    family: await localRecord<'family'>(store, tx, overlay, visit.fields.case_id),
    checked: (await checksOf(looking, 'visit', visit.id)).length,
  }));
  return (await Promise.all(rows)).sort((one, other) =>
    whenOf(one.visit).localeCompare(whenOf(other.visit)),
  );
}

async function checksOf(
  { store, tx, overlay }: Looking,
  name: 'visit' | 'child',
  id: string,
): Promise<LocalRecord<'child_seen_check'>[]> {
  const range = IDBKeyRange.only(['child_seen_check', id]);
  const checks = await localOfIndex(store, tx, overlay, 'child_seen_check', { name, range });
  const field = name === 'visit' ? 'visit_id' : 'child_id';
  return checks.filter((check) => check.fields[field] === id);
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
  const { store, tx, overlay } = looking;
  const range = IDBKeyRange.bound(['child_seen_check', ''], ['child_seen_check', []]);
  const where = { name: 'attempt', range } as const;
  const checks = await localOfIndex(store, tx, overlay, 'child_seen_check', where);
  const child_ids = new Set(checks.map((check) => check.fields.child_id));
  const due = await Promise.all([...child_ids].map((id) => attemptOf(looking, id)));
  return due
    .filter((attempt) => attempt !== null)
    .sort((one, other) => one.due_at.localeCompare(other.due_at));
}

async function attemptOf(looking: Looking, child_id: string): Promise<DueAttempt | null> {
  const { store, tx, overlay } = looking;
  const checks = await checksOf(looking, 'child', child_id);
  const [check] = checks.sort(latestFirst((one) => one.made_at));
  if (!check?.fields.next_attempt_at) return null;
  return {
    check,
    child: await localRecord<'child'>(store, tx, overlay, child_id),
    family: await localRecord<'family'>(store, tx, overlay, check.fields.case_id),
    due_at: check.fields.next_attempt_at,
  };
}
