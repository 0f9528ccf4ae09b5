/**
 * What lists choose by, of every visit, check and alert: kept in one box, so that an unlock opens the rows that
 * it shows and not all there are. A copy, never believed beyond its revision: each write that touches a record
 * makes the next revision in its own transaction. Where the two differ, all rows are looked at instead.
 */
import { uuid7, type PulledRecord, type Time } from '../domain';
import type { Box } from '../vault';
import { forms } from './forms-of-rows';
import { LOST, openContent, type Keys } from './keys';
import type { Rows, Staged } from './staged';
import type { OnDisk } from './tables';

interface Looks {
  visit: {
    made_by: string;
    worker_id: string | null | undefined;
    status: string | undefined;
    ended_at: Time | null | undefined;
  };
  child_seen_check: {
    made_at: Time;
    visit_id: string;
    child_id: string;
    case_id: string;
    next_attempt_at: Time | null | undefined;
  };
  alert: { opened_at: Time | null | undefined };
}

export type Glanced = keyof Looks;
export type Glance<T extends Glanced = Glanced> = {
  [Type in Glanced]: { type: Type; id: string } & Looks[Type];
}[T];

const looks: { [Type in Glanced]: (record: PulledRecord<Type>) => Looks[Type] } = {
  visit: ({ made_by, fields: { worker_id, status, ended_at } }) => ({
    made_by,
    worker_id,
    status,
    ended_at,
  }),
  child_seen_check: ({ made_at, fields: { visit_id, child_id, case_id, next_attempt_at } }) => ({
    made_at,
    visit_id,
    child_id,
    case_id,
    next_attempt_at,
  }),
  alert: ({ fields: { opened_at } }) => ({ opened_at }),
};

const types = Object.keys(looks) as Glanced[];

const isGlanced = (type: string): type is Glanced => type in looks;

/** Null for a record of a type that no list chooses by. */
export function glanceAt(record: PulledRecord): Glance | null {
  const { type, id } = record;
  if (!isGlanced(type)) return null;
  const look = looks[type] as (record: PulledRecord) => Looks[Glanced];
  return { type, id, ...look(record) } as Glance;
}

/** By the record's id. */
export type Glances = ReadonlyMap<string, Glance>;

/** In the memory of an unlocked page. */
export interface KnownGlances {
  revision: string;
  all: Glances;
}

/** On the disk, beside the revision that the rows have. */
export interface KeptGlances {
  revision: string;
  box: Box;
}

type Meta = (key: 'revision' | 'glances') => Promise<unknown>;

/** As the rows on the disk are now. */
export async function readGlances(
  keys: Keys,
  meta: Meta,
  records: Rows<PulledRecord>,
): Promise<Glances> {
  const { glances } = keys; // of this unlock: after a lock there is another
  const { revision, all } = await newestGlances(keys, meta);
  if (all) return all;
  const looked = await lookAtAll(records);
  glances.known = { revision, all: looked };
  return looked;
}

/** `all` is null where none are known of the revision that the rows have. */
async function newestGlances(
  keys: Keys,
  meta: Meta,
): Promise<{ revision: string; all: Glances | null }> {
  const revision = ((await meta('revision')) ?? '') as string;
  const { known } = keys.glances;
  if (known?.revision === revision) return known;
  const kept = (await meta('glances')) as KeptGlances | undefined;
  return { revision, all: kept?.revision === revision ? await opened(keys, kept) : null };
}

const aboutGlances = (revision: string): string => `glances|${revision}`;

/** Null: locked, damaged, or of a vault that is gone. */
async function opened(keys: Keys, { revision, box }: KeptGlances): Promise<Glances | null> {
  if (typeof keys.held === 'string') return null;
  const list = (await keys.held.openValue(aboutGlances(revision), box)) as Glance[] | undefined;
  if (list === undefined) return null;
  const all = new Map(list.map((glance) => [glance.id, glance]));
  keys.glances.known = { revision, all };
  return all;
}

export async function lookAtAll(records: Rows<PulledRecord>): Promise<Glances> {
  const rows = await Promise.all(types.map((type) => records.of('type', type)));
  const glances = rows
    .flat()
    .map(glanceAt)
    .filter((glance) => glance !== null);
  return new Map(glances.map((glance) => [glance.id, glance]));
}

/** Null where there is no vault that is open: the next unlock puts them together again. */
export async function closeGlances(
  { held }: Keys,
  { revision, all }: KnownGlances,
): Promise<KeptGlances | undefined> {
  if (typeof held === 'string') return undefined;
  return { revision, box: await held.closeValue(aboutGlances(revision), [...all.values()]) };
}

export interface NextGlances {
  revision: string;
  kept: KeptGlances | undefined;
  known: KnownGlances | null;
}

/** What a write that touches these rows leaves behind; null for one that touches none. */
export async function nextGlances(
  keys: Keys,
  meta: Meta,
  staged: Staged<OnDisk['records']>,
): Promise<NextGlances | null> {
  if (!staged.cleared && staged.rows.size === 0) return null;
  const before = await newestGlances(keys, meta);
  const revision = uuid7(); // a count could come to the same again, after a write that failed
  const from = staged.cleared ? new Map<string, Glance>() : before.all;
  if (from === null || typeof keys.held === 'string')
    return { revision, kept: undefined, known: null };
  const known = { revision, all: await withStaged(keys, from, staged) };
  return { revision, known, kept: await closeGlances(keys, known) };
}

async function withStaged(
  keys: Keys,
  before: Glances,
  { rows }: Staged<OnDisk['records']>,
): Promise<Glances> {
  const all = new Map(before);
  for (const [key, row] of rows) {
    const record = row && (await openContent(keys, forms.records.about(row), row.content));
    const glance = record && record !== LOST ? glanceAt(record as PulledRecord) : null;
    if (glance) all.set(glance.id, glance);
    else all.delete(String(key));
  }
  return all;
}
