/** Which feed a change goes to, told from its record or from what it names. */
import { callFeed, caseFeed, discussionFeed, personFeed, type ChangeKind } from '../domain';
import type { Transaction } from './person-store';

interface Wanted {
  kind: ChangeKind;
  record_id: string;
  fields: unknown;
}
type Names = Partial<Record<'case_id' | 'request_id', string | null>>;

const ofNew: Partial<Record<ChangeKind, (id: string, names: Names, person_id: string) => string>> =
  {
    open_case: (id) => caseFeed(id),
    raise_request: (id) => discussionFeed(id),
    log_call: (_id, names, person_id) => callFeed(names, person_id),
    save_subscription: (_id, _names, person_id) => personFeed(person_id),
  };

export async function feedOf(tx: Transaction, wanted: Wanted, person_id: string): Promise<string> {
  const known = await feedOfRecord(tx, wanted.record_id);
  if (known !== undefined) return known;
  const names = wanted.fields as Names;
  const special = ofNew[wanted.kind]?.(wanted.record_id, names, person_id);
  if (special !== undefined) return special;
  return names.case_id ? caseFeed(names.case_id) : personFeed(person_id);
}

async function feedOfRecord(tx: Transaction, record_id: string): Promise<string | undefined> {
  const pulled = await tx.kept.records.get(record_id);
  if (pulled) return pulled.feed;
  const rows = await tx.kept.outbox.getAll();
  return rows.find((row) => row.record_id === record_id)?.feed;
}
