/** For each table: what of a row is readable without the key, and how the rest is put back. */
import type { Change, PulledRecord } from '../domain';
import { LOST } from './keys';
import { bytesOf, isUrgent, raisesUrgently } from './urgent';
import type { Content, OnDisk, Opened, OutboxClear, OutboxRow, TableName } from './tables';

export interface Form<Name extends TableName> {
  /** The box opens only for this row; a change's moves with it from table to table. */
  about(row: OnDisk[Name]): string;
  /** A change is shown to be there even where it cannot be read. */
  readonly has_change: boolean;
  close(row: Opened[Name]): OnDisk[Name];
  open(row: OnDisk[Name], content: unknown): Opened[Name];
}

const plain = (value: unknown): Content => ({ plain: value });
const aboutChange = ({ id }: { id: string }): string => `change|${id}`;

const records: Form<'records'> = {
  has_change: false,
  about: ({ id }) => `record|${id}`,
  close: (record) => {
    const { id, type, feed, version } = record;
    return { id, type, feed, version, content: plain(record) };
  },
  open: (_row, content) => content as PulledRecord,
};

const withChange = <Row extends { id: string; content: Content }>(row: Row, opened: unknown) => {
  const { content, ...clear } = row;
  const is_lost = opened === LOST || 'lost' in content;
  const change = (is_lost ? { ...LOST, ...clear } : opened) as Change;
  return { ...clear, change };
};
const withoutChange = <Row extends { change: Change }>(row: Row) => {
  const { change, ...clear } = row;
  return { ...clear, content: plain(change) };
};

const ofChange = {
  about: aboutChange,
  has_change: true,
  close: withoutChange,
  open: withChange,
};
const outbox: Form<'outbox'> = ofChange;
const attention: Form<'attention'> = ofChange;
const sent: Form<'sent'> = ofChange;

const drafts: Form<'drafts'> = {
  has_change: false,
  about: ({ form }) => `draft|${form}`,
  close: ({ form, changed_at, fields }) => ({ form, changed_at, content: plain(fields) }),
  open: ({ form, changed_at }, fields) => ({
    form,
    changed_at,
    fields: fields as Record<string, unknown>,
  }),
};

export const forms: { [Name in TableName]: Form<Name> } = {
  records,
  outbox,
  attention,
  drafts,
  sent,
};

/** A change begins to wait. */
export function waitingRow(change: Change, saved_at: string): OutboxRow {
  return { ...clearOf(change), ...fresh, saved_at, change };
}

const fresh = {
  state: 'waiting',
  tries: 0,
  tried_at: null,
  outcome: null,
  sealed: null,
} as const;

/** What a change says of itself without the key: ids and sizes, no word. */
export function clearOf(change: Change): Omit<OutboxClear, keyof typeof fresh | 'saved_at'> {
  const { number, id, feed, record_id, depends_on } = change;
  const { change_id } = (change.fields ?? {}) as { change_id?: string };
  return {
    number,
    id,
    feed,
    record_id,
    depends_on,
    urgent: isUrgent(change),
    raises: raisesUrgently(change),
    decides: change.kind === 'decide_conflict' ? (change_id ?? null) : null,
    size: bytesOf(change),
  };
}
