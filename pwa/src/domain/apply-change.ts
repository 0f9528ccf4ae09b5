/** Local view = pulled copy + waiting changes. What a waiting change would do, shown before the server says. */
import { happenedAt } from './clock';
import { factsOf, type Effect } from './changes';
import type { Change, PulledRecord } from './messages';
import type { RecordType } from './records';

type Fields = Record<string, unknown>;

/** Shown fields that follow from a change; a decision of the server's own is never pretended. */
const becomes: Partial<Record<string, (change: Change) => Fields>> = {
  open_case: (change) => ({ status: 'open', ...fieldsOf(change) }),
  plan_visit: (change) => ({ status: 'planned', ...fieldsOf(change) }),
  start_visit: (change) => ({ status: 'on_site', ...fieldsOf(change) }),
  complete_visit: (change) => ({ status: 'completed', ...fieldsOf(change) }),
  record_no_access: (change) => ({ status: 'no_access', ...fieldsOf(change) }),
  abandon_visit: (change) => ({ status: 'abandoned_unsafe', ...fieldsOf(change) }),
  add_attachment: (change) => ({ state: 'waiting', ...withoutKey(fieldsOf(change)) }),
  log_call: (change) => ({ outcome: 'attempted', ...fieldsOf(change) }),
  raise_request: (change) => ({
    ...fieldsOf(change),
    status: 'awaiting_authorisation',
    urgent_call: fieldsOf(change)['urgent'] === true ? 'required' : 'none',
    police_told: null,
    raised_at: happenedAt(change),
  }),
  mark_alert_shown: (change) => ({ shown_at: happenedAt(change) }),
  mark_alert_opened: (change) => ({
    shown_at: happenedAt(change),
    opened_at: happenedAt(change),
  }),
  save_subscription: (change) => ({ device_id: change.device_id, active: true }),
  drop_subscription: () => ({ active: false }),
};

const withoutKey = ({ content_key: _, ...others }: Fields): Fields => others;

/** The record as this phone should show it; null where there is nothing to show yet. */
export function applyChange(
  record: PulledRecord | null,
  change: Change,
  author_id: string,
): PulledRecord | null {
  const { effect, type } = factsOf(change.kind);
  if (isServersAlone(effect)) return record;
  const written = becomes[change.kind]?.(change) ?? fieldsOf(change);
  // A create that meets a record already there (two tabs, two workers) does not hide it.
  if (effect === 'create')
    return record === null
      ? newRecord(change, type, written, author_id)
      : merged(record, fieldsOf(change));
  if (record === null) return null;
  return effect === 'correct' ? corrected(record, change, author_id) : merged(record, written);
}

const isServersAlone = (effect: Effect): boolean => effect === 'decide' || effect === 'move';

function merged(record: PulledRecord, written: Fields): PulledRecord {
  return { ...record, fields: { ...record.fields, ...written } as PulledRecord['fields'] };
}

function newRecord(
  change: Change,
  type: RecordType | null,
  fields: Fields,
  author_id: string,
): PulledRecord {
  return {
    id: change.record_id,
    type: type as RecordType,
    feed: change.feed,
    version: 0,
    fields: fields as unknown as PulledRecord['fields'],
    made_by: author_id,
    made_at: happenedAt(change),
    received_at: null,
    late: false,
    conflicts: [],
    corrections: [],
  };
}

function corrected(record: PulledRecord, change: Change, author_id: string): PulledRecord {
  const { reason, ...written } = fieldsOf(change);
  const now = record.fields as unknown as Fields;
  const before = Object.fromEntries(Object.keys(written).map((name) => [name, now[name] ?? null]));
  const correction = {
    change_id: change.id,
    reason: String(reason),
    before,
    by: author_id,
    at: happenedAt(change),
  };
  return { ...merged(record, written), corrections: [...record.corrections, correction] };
}

const fieldsOf = (change: Change): Fields => change.fields as Fields;
