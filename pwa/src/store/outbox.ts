/** A tap becomes a change, numbered and saved before anything says "Saved on this phone". */
import {
  KINDS,
  checkIdOf,
  clockAt,
  dependsOn,
  uuid7,
  type Change,
  type ChangeFields,
  type ChangeKind,
} from '../domain';
import { feedOf } from './feed-of';
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
  const named = wanted.map((one) => ({
    ...one,
    id: one.id ?? uuid7(),
    record_id: recordIdOf(one),
  }));
  const saved = await attempt(() =>
    write(store, 'strict', async (tx) => {
      const changes: Change[] = [];
      for (const one of named) changes.push(await saveOne(store, tx, one, now));
      if (form !== undefined) await tx.objectStore('drafts').delete(form);
      return changes;
    }),
  );
  if (saved.kind === 'saved') announce('outbox');
  return saved;
}

type Named = NewChange & { id: string; record_id: string };

async function saveOne(
  store: PersonStore,
  tx: Transaction,
  wanted: Named,
  now: Date,
): Promise<Change> {
  const already = await tx.objectStore('outbox').index('id').get(wanted.id);
  if (already) return already.change; // tried again after a lost connection: it had been saved
  const number = (await readMeta(tx, 'next_number')) ?? 1;
  const change = await numbered(store, tx, wanted, number, now);
  await tx.objectStore('outbox').add({
    number,
    change,
    saved_at: now.toISOString(),
    tries: 0,
    tried_at: null,
    state: 'waiting',
    outcome: null,
  });
  await saveMeta(tx, 'next_number', number + 1);
  return change;
}

async function numbered(
  store: PersonStore,
  tx: Transaction,
  wanted: Named,
  number: number,
  now: Date,
): Promise<Change> {
  const { id, kind, record_id, fields } = wanted;
  const rows = await tx.objectStore('outbox').getAll();
  const waiting = rows.filter((row) => row.state === 'waiting').map((row) => row.change);
  const pulled = await tx.objectStore('records').get(record_id);
  const asWritten = fields as Record<string, unknown>;
  return {
    id,
    device_id: store.device_id,
    number,
    kind,
    schema: 1,
    feed: wanted.feed ?? (await feedOf(tx, wanted, store.person.id)),
    record_id,
    base_version: pulled?.version ?? 0,
    depends_on: dependsOn(kind, record_id, asWritten, waiting),
    fields,
    occurred_at: wanted.occurred_at ?? now.toISOString(),
    clock: clockAt(now, (await readMeta(tx, 'clock')) ?? null),
  };
}

function recordIdOf(wanted: NewChange): string {
  if (wanted.record_id !== undefined) return wanted.record_id;
  if (wanted.kind === 'record_child_seen_check') {
    const { visit_id, child_id } = wanted.fields as ChangeFields['record_child_seen_check'];
    return checkIdOf(visit_id, child_id);
  }
  if (KINDS[wanted.kind].effect === 'create') return uuid7();
  throw new TypeError(`${wanted.kind} needs the id of its record`);
}
