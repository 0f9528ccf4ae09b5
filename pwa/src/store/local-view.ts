/** Local view = pulled copy + waiting changes. Nothing is flagged on a record, so nothing is undone. */
import { applyChange, factsOf, type PulledRecord, type RecordType } from '../domain';
import { glanceAt, type Glance, type Glanced } from './glances';
import { type PersonStore, type Reading } from './person-store';
import type { OutboxRow } from './tables';

/** A record as this phone shows it. */
export interface LocalRecord<T extends RecordType = RecordType> extends PulledRecord<T> {
  /** Changes to it that the server has not settled: say "Saved on this phone", not "sent". */
  waiting: number;
  /** The server has not accepted that it exists: nobody else can see it. */
  only_here: boolean;
}

/** Changes of the outbox by the record they are about, in order. */
export type Overlay = Map<string, OutboxRow[]>;

export const readOverlay = async (tx: Reading): Promise<Overlay> =>
  overlayOf(await tx.rows.outbox.getAll());

export function overlayOf(rows_in_order: OutboxRow[]): Overlay {
  const overlay: Overlay = new Map();
  for (const row of rows_in_order) {
    const rows = overlay.get(row.record_id) ?? [];
    overlay.set(row.record_id, [...rows, row]);
  }
  return overlay;
}

export async function localOfType<T extends RecordType>(
  store: PersonStore,
  tx: Reading,
  overlay: Overlay,
  type: T,
): Promise<LocalRecord<T>[]> {
  const pulled = await tx.rows.records.of('type', type);
  return withOverlay(
    store,
    overlay,
    pulled,
    (row) => factsOf(row.change.kind).type === type,
  ).filter((record): record is LocalRecord<T> => record.type === type);
}

export async function localOfFeed(
  store: PersonStore,
  tx: Reading,
  overlay: Overlay,
  feed: string,
): Promise<LocalRecord[]> {
  const pulled = await tx.rows.records.of('feed', feed);
  return withOverlay(store, overlay, pulled, (row) => row.feed === feed);
}

export async function localRecord<T extends RecordType>(
  store: PersonStore,
  tx: Reading,
  overlay: Overlay,
  id: string,
): Promise<LocalRecord<T> | null> {
  const pulled = (await tx.rows.records.get(id)) ?? null;
  return local(store, pulled, overlay.get(id) ?? []) as LocalRecord<T> | null;
}

/** What lists choose by, of each record of a type as this phone shows it. No other row is opened for it. */
export async function localGlances<T extends Glanced>(
  store: PersonStore,
  tx: Reading,
  overlay: Overlay,
  type: T,
): Promise<Glance<T>[]> {
  const pulled = [...(await tx.glances()).values()].filter(({ id }) => !overlay.has(id));
  const changed = await Promise.all(
    [...overlay.keys()].map((id) => localRecord(store, tx, overlay, id)),
  );
  const all = [...pulled, ...changed.map((record) => record && glanceAt(record))];
  return all.filter((glance): glance is Glance<T> => glance?.type === type);
}

export const isOf =
  <T extends RecordType>(type: T) =>
  (record: LocalRecord): record is LocalRecord<T> =>
    record.type === type;

function withOverlay(
  store: PersonStore,
  overlay: Overlay,
  pulled: PulledRecord[],
  isWanted: (row: OutboxRow) => boolean,
): LocalRecord[] {
  const ids = new Set(pulled.map((record) => record.id));
  const shown = pulled.map((record) => local(store, record, overlay.get(record.id) ?? []));
  const made = [...overlay]
    .filter(([id, rows]) => !ids.has(id) && rows.some(isWanted))
    .map(([, rows]) => local(store, null, rows));
  return [...shown, ...made].filter((record) => record !== null);
}

function local(
  store: PersonStore,
  pulled: PulledRecord | null,
  rows: OutboxRow[],
): LocalRecord | null {
  const uncovered = rows.filter((row) => !isCovered(row, pulled));
  const shown = uncovered.reduce<PulledRecord | null>(
    (record, row) => applyChange(record, row.change, store.person.id),
    pulled,
  );
  if (shown === null) return null;
  const waiting = uncovered.filter((row) => row.state === 'waiting').length;
  const accepted = pulled !== null || uncovered.some((row) => row.state === 'settled');
  return { ...shown, waiting, only_here: !accepted };
}

/** A settled change is shown on top until the pulled copy is at least as new. */
export const isCovered = (row: OutboxRow, pulled: PulledRecord | null): boolean =>
  row.state === 'settled' && pulled !== null && pulled.version >= (row.outcome?.version ?? 0);
