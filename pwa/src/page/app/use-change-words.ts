/** What a change is about, with the name of the child or family where this phone knows it. */
import type { Change } from '../../domain';
import { isUrgent, readFamilies } from '../../store';
import { childName } from '../reading/family';
import { outbox as words } from '../words';
import { useLive } from './use-live';

type Named = Partial<Record<'child_id' | 'case_id', string>>;

export function useChangeWords(): (change: Change) => string {
  const rows = useLive(readFamilies) ?? [];
  const names = new Map<string, string>();
  for (const { family, children } of rows) {
    names.set(family.id, family.fields.name);
    for (const child of children) names.set(child.id, childName(child.fields));
  }
  return (change) => {
    const who = idsOf(change)
      .map((id) => names.get(id))
      .find(Boolean);
    return who ? `${whatIs(change)}: ${who}` : whatIs(change);
  };
}

function whatIs(change: Change): string {
  if (change.kind === 'raise_request' && isUrgent(change)) return words.urgentRequest;
  return words.kinds[change.kind] ?? change.kind;
}

/** Whom it may be about, the nearest first. */
function idsOf(change: Change): string[] {
  const { child_id = '', case_id = '' } = change.fields as Named;
  return [child_id, change.record_id, case_id, change.feed.replace(/^case:/, '')];
}
