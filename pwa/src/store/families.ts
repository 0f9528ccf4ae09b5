/** Families, a family, and finding one among many without a signal. */
import { caseFeed, fold, matches } from '../domain';
import {
  isOf,
  localOfFeed,
  localOfType,
  localRecord,
  readOverlay,
  type LocalRecord,
  type Overlay,
} from './local-view';
import { groupBy, latestFirst } from './in-order';
import { read, type PersonStore, type Reading } from './person-store';
import { localRequests, type LocalRequest } from './request-calls';

export interface FamilyRow {
  family: LocalRecord<'family'>;
  children: LocalRecord<'child'>[];
  /** Names, address and references, folded for search. */
  search: string;
}

export interface FamilyView {
  family: LocalRecord<'family'>;
  children: LocalRecord<'child'>[];
  /** Latest first, as are checks, notes and calls. */
  visits: LocalRecord<'visit'>[];
  checks: LocalRecord<'child_seen_check'>[];
  notes: LocalRecord<'note'>[];
  attachments: LocalRecord<'attachment'>[];
  calls: LocalRecord<'call_log'>[];
  requests: LocalRequest[];
}

/** All families on the phone, by name. */
export async function readFamilies(store: PersonStore): Promise<FamilyRow[]> {
  return read(store, async (tx) => {
    const overlay = await readOverlay(tx);
    const families = await localOfType(store, tx, overlay, 'family');
    const children = groupBy(
      await localOfType(store, tx, overlay, 'child'),
      (child) => child.fields.case_id,
    );
    return families.map((family) => familyRow(family, children.get(family.id) ?? [])).sort(byName);
  });
}

/** The rows that fit what was typed: any words, in any order, of names, address or reference. */
export const searchFamilies = (rows: FamilyRow[], typed: string): FamilyRow[] =>
  typed.trim() === '' ? rows : rows.filter((row) => matches(row.search, typed));

export async function readFamily(store: PersonStore, case_id: string): Promise<FamilyView | null> {
  return read(store, async (tx) => {
    const overlay = await readOverlay(tx);
    const family = await localRecord<'family'>(store, tx, overlay, case_id);
    return family && viewOf(store, tx, overlay, family);
  });
}

async function viewOf(
  store: PersonStore,
  tx: Reading,
  overlay: Overlay,
  family: LocalRecord<'family'>,
): Promise<FamilyView> {
  const file = await localOfFeed(store, tx, overlay, caseFeed(family.id));
  const requests = await localRequests(store, tx, overlay);
  return {
    family,
    children: file.filter(isOf('child')).sort(byBirth),
    visits: file.filter(isOf('visit')).sort(latestFirst((visit) => whenOf(visit))),
    checks: file.filter(isOf('child_seen_check')).sort(latestFirst((check) => check.made_at)),
    attachments: attachmentsIn(file),
    notes: file.filter(isOf('note')).sort(latestFirst((note) => note.made_at)),
    calls: file.filter(isOf('call_log')).sort(latestFirst((call) => call.fields.started_at)),
    requests: requestsOf(family.id, requests),
  };
}

const requestsOf = (case_id: string, requests: LocalRequest[]): LocalRequest[] =>
  requests
    .filter((request) => request.fields.case_id === case_id)
    .sort(latestFirst((request) => request.made_at));

/** Photos of a file, the latest first. */
export const attachmentsIn = (file: LocalRecord[]): LocalRecord<'attachment'>[] =>
  file.filter(isOf('attachment')).sort(latestFirst((one) => one.made_at));

/** When a visit is or was: begun, else planned, else written down. */
export const whenOf = (visit: LocalRecord<'visit'>): string =>
  visit.fields.started_at ?? visit.fields.planned_at ?? visit.made_at;

export const byBirth = (one: LocalRecord<'child'>, other: LocalRecord<'child'>): number =>
  one.fields.date_of_birth.localeCompare(other.fields.date_of_birth);

function familyRow(family: LocalRecord<'family'>, children: LocalRecord<'child'>[]): FamilyRow {
  const { name, address, local_family_ref } = family.fields;
  const theirs = children.flatMap(({ fields }) => [
    fields.given_name,
    fields.family_name,
    fields.local_child_id,
    fields.school,
  ]);
  const search = fold([name, address, local_family_ref, ...theirs].filter(Boolean).join(' '));
  return { family, children: children.sort(byBirth), search };
}

const collator = new Intl.Collator('en-GB');
const byName = (one: FamilyRow, other: FamilyRow): number =>
  collator.compare(one.family.fields.name, other.family.fields.name);
