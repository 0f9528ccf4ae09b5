/** Which waiting changes must be settled before this one can be: creates of what it names. */
import { factsOf, type ChangeKind } from './changes';
import type { Change } from './messages';

type Fields = Record<string, unknown>;

/** An urgent request waits for nothing but its family and children: a visit may follow it. */
const parents: Partial<Record<ChangeKind, string[]>> = {
  raise_request: ['case_id', 'child_ids'],
  edit_request: ['child_ids'],
};
const all_parents = [
  'case_id',
  'to_case_id',
  'visit_id',
  'subject_id',
  'child_id',
  'child_ids',
  'request_id',
];

export function dependsOn(
  kind: ChangeKind,
  record_id: string,
  fields: Fields,
  waiting: Change[],
): string[] {
  const named = new Set([
    record_id,
    ...(parents[kind] ?? all_parents).flatMap((name) => idsIn(fields[name])),
  ]);
  return waiting
    .filter((change) => isCreateOf(change, named) || isNeededToComplete(kind, record_id, change))
    .map((change) => change.id);
}

const idsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((id): id is string => typeof id === 'string');

const isCreateOf = (change: Change, named: Set<string>): boolean =>
  factsOf(change.kind).effect === 'create' && named.has(change.record_id);

/** A visit is complete when it was started and each child has a check: those go first. */
function isNeededToComplete(kind: ChangeKind, visit_id: string, change: Change): boolean {
  if (kind !== 'complete_visit') return false;
  const about = (change.fields as Fields)['visit_id'];
  return (
    change.record_id === visit_id ||
    (change.kind === 'record_child_seen_check' && about === visit_id)
  );
}
