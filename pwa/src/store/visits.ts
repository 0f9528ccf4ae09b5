/** One visit, with a card for each child. */
import { missingChecks } from '../domain';
import { attachmentsIn, byBirth } from './families';
import { isOf, localOfFeed, localRecord, readOverlay, type LocalRecord } from './local-view';
import { read, type PersonStore } from './person-store';

export interface VisitView {
  visit: LocalRecord<'visit'>;
  family: LocalRecord<'family'> | null;
  /** The children of the visit; others of the family may be added while on site. */
  children: LocalRecord<'child'>[];
  siblings: LocalRecord<'child'>[];
  checks: LocalRecord<'child_seen_check'>[];
  notes: LocalRecord<'note'>[];
  attachments: LocalRecord<'attachment'>[];
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
  const all = file.filter(isOf('child')).sort(byBirth);
  const isOfVisit = (record: Visited) => record.fields.visit_id === visit.id;
  const checks = file.filter(isOf('child_seen_check')).filter(isOfVisit);
  return {
    visit,
    family,
    children: all.filter(({ id }) => visit.fields.child_ids.includes(id)),
    siblings: all.filter(({ id }) => !visit.fields.child_ids.includes(id)),
    checks,
    attachments: attachmentsIn(file).filter(({ fields }) => fields.subject_id === visit.id),
    notes: file.filter(isOf('note')).filter(isOfVisit),
    calls: file.filter(isOf('call_log')).filter(isOfVisit),
    missing: missingChecks(visit.fields.child_ids, fieldsOf(checks)),
  };
}

const fieldsOf = (checks: LocalRecord<'child_seen_check'>[]) => checks.map((check) => check.fields);

interface Visited {
  fields: { visit_id?: string | null };
}
