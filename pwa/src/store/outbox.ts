/** A tap becomes a change, numbered and saved before anything says "Saved on this phone". */
import {
  checkIdOf,
  clockAt,
  dependsOn,
  factsOf,
  uuid7,
  type Change,
  type ChangeFields,
  type ChangeKind,
  timeNow,
} from '../domain';
import { feedOf } from './feed-of';
import { waitingRow } from './forms-of-rows';
import { noteSpoken } from './not-sent';
import { readMeta, saveMeta, write, type PersonStore, type Transaction } from './person-store';
import { announce } from './redraw';
import { attempt, type Saved } from './trouble';

export interface NewChange<K extends ChangeKind = ChangeKind> {
  kind: K;
  fields: ChangeFields[K];
  /** Of a new record: made when left out. Of a record already there: needed. */
  record_id?: string;
  /** Given only where it cannot be told from the record or its fields. */
  feed?: string;
  occurred_at?: string;
  id?: string;
}

/** Saves one change; with `form`, the draft it came from goes in the same transaction. */
export async function makeChange<K extends ChangeKind>(
  store: PersonStore,
  wanted: NewChange<K>,
  form?: string,
): Promise<Saved<Change<K>>> {
  const saved = await makeChanges(store, [wanted as NewChange], form);
  if (saved.kind === 'not-saved') return saved;
  return { kind: 'saved', value: saved.value[0] as Change<K> };
}

/** Several that belong together: all are saved or none. */
export async function makeChanges(
  store: PersonStore,
  wanted: NewChange[],
  form?: string,
  now: Date = new Date(),
): Promise<Saved<Change[]>> {
  const named = wanted.map(withIds);
  const save = async (tx: Transaction): Promise<Change[]> => {
    const changes: Change[] = [];
    for (const one of named) changes.push(await saveOne({ store, tx, now }, one));
    await noteSpoken(store, tx);
    if (form !== undefined) tx.rows.drafts.delete(form);
    return changes;
  };
  const saved = await attempt(() => write(store, 'strict', save));
  if (saved.kind === 'saved') announce('outbox');
  return saved;
}

type Named = NewChange & { id: string; record_id: string };

interface Making {
  store: PersonStore;
  tx: Transaction;
  now: Date;
}

async function saveOne({ store, tx, now }: Making, wanted: Named): Promise<Change> {
  const [already] = await tx.rows.outbox.of('id', wanted.id);
  if (already) return already.change; // tried again after a lost connection: it had been saved
  const before = await madeBefore(tx, wanted);
  if (before && isSame(before.fields, wanted.fields)) return before; // saved from another tab
  const record_id = before && wanted.kind === 'add_note' ? uuid7() : wanted.record_id;
  const number = (await readMeta(tx, 'next_number')) ?? 1;
  const change = await numbered({ store, tx, now }, { ...wanted, record_id }, number);
  tx.rows.outbox.add(waitingRow(change, timeNow(now).toISOString()));
  saveMeta(tx, 'next_number', number + 1);
  return change;
}

const from_drafts: readonly ChangeKind[] = ['raise_request', 'plan_visit', 'add_note'];

/** Two tabs on one draft make the same record. (Another text of a note is another note.) */
async function madeBefore(tx: Transaction, wanted: Named): Promise<Change | undefined> {
  if (!from_drafts.includes(wanted.kind)) return undefined;
  const waiting = await tx.rows.outbox.getAll();
  const sent = await tx.rows.sent.getAll();
  const changes = [...waiting, ...sent].map((row) => row.change);
  return changes.find(
    (change) => change.kind === wanted.kind && change.record_id === wanted.record_id,
  );
}

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

async function numbered(making: Making, wanted: Named, number: number): Promise<Change> {
  const { store, tx, now } = making;
  const { id, kind, record_id, fields } = wanted;
  const pulled = await tx.kept.records.get(record_id);
  return {
    id,
    device_id: store.device_id,
    number,
    kind,
    schema: 1,
    feed: wanted.feed ?? (await feedOf(tx, wanted, store.person.id)),
    record_id,
    base_version: pulled?.version ?? 0,
    depends_on: await dependencies(tx, wanted),
    fields,
    occurred_at: wanted.occurred_at ?? now.toISOString(),
    clock: clockAt(now, (await readMeta(tx, 'clock')) ?? null),
  };
}

async function dependencies(tx: Transaction, wanted: Named): Promise<string[]> {
  const rows = await tx.rows.outbox.getAll();
  const waiting = rows.filter((row) => row.state === 'waiting').map((row) => row.change);
  const fields = wanted.fields as Record<string, unknown>;
  return dependsOn(wanted.kind, wanted.record_id, fields, waiting);
}

const withIds = (wanted: NewChange): Named => ({
  ...wanted,
  id: wanted.id ?? uuid7(),
  record_id: recordIdOf(wanted),
});

function recordIdOf(wanted: NewChange): string {
  if (wanted.record_id !== undefined) return wanted.record_id;
  if (wanted.kind === 'record_child_seen_check') {
    const { visit_id, child_id } = wanted.fields as ChangeFields['record_child_seen_check'];
    return checkIdOf(visit_id, child_id);
  }
  if (factsOf(wanted.kind).effect === 'create') return uuid7();
  throw new TypeError(`${wanted.kind} needs the id of its record`);
}
