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
    const what = isUrgent(change) && change.kind === 'raise_request' ? words.urgentRequest : (words.kinds[change.kind] ?? change.kind);
    const { child_id, case_id } = change.fields as Named;
    const feed = change.feed.startsWith('case:') ? change.feed.slice(5) : '';
    const who = names.get(child_id ?? '') ?? names.get(change.record_id) ?? names.get(case_id ?? '') ?? names.get(feed);
    return who ? `${what}: ${who}` : what;
  };
}
