/** A page of the pull, put on the phone: afresh, gone, drops, the cursor, and the self-check. */
import { type FeedPage, type PullAnswer, type Time } from '../domain';
import { offerAgain } from './outcomes';
import { readMeta, saveMeta, type Transaction } from './person-store';
import { checkFeed } from './self-check';

/** How many feeds disagreed with their checksum and are to be pulled afresh. */
export async function savePull(
  tx: Transaction,
  pull: PullAnswer,
  cursor: string | null,
  at: Time,
): Promise<number> {
  if (pull.reset || cursor === null) await forgetPulledRows(tx);
  if (pull.reset) await offerAgain(tx, at);
  for (const page of pull.feeds) await savePage(tx, page);
  await addDrops(tx, pull.drop);
  saveMeta(tx, 'cursor', pull.cursor);
  let repairs = 0;
  for (const page of [...pull.feeds.filter((one) => one.complete), ...pull.checks]) {
    if ((await checkFeed(tx, page, at)) === 'asked') repairs += 1;
  }
  return repairs;
}

/** After the last page: what was settled is either here by now or not for this phone to see (PROTOCOL 20.2). */
export async function finishPull(tx: Transaction, pull: PullAnswer, at: Time): Promise<void> {
  if (!pull.more) saveMeta(tx, 'complete_at', at);
  if (pull.checks.length > 0) saveMeta(tx, 'checked_all_at', at);
  await forgetCovered(tx, !pull.more);
  await dropFeeds(tx);
}

/** PROTOCOL 19.3: everything comes from the start; until the last page what is here is not all. */
async function forgetPulledRows(tx: Transaction): Promise<void> {
  tx.kept.records.clear();
  tx.meta.delete('complete_at');
  saveMeta(tx, 'dropping', []);
}

async function savePage(tx: Transaction, page: FeedPage): Promise<void> {
  const { records } = tx.rows;
  if (page.afresh) {
    await deleteFeed(tx, page.feed);
    await forgetFeed(tx, 'refresh', page.feed);
    await forgetFeed(tx, 'dropping', page.feed);
  }
  for (const record of page.records) records.put(record);
  for (const id of page.gone) {
    if ((await tx.kept.records.get(id))?.feed === page.feed) records.delete(id);
  }
}

async function forgetFeed(
  tx: Transaction,
  key: 'refresh' | 'dropping',
  feed: string,
): Promise<void> {
  const feeds = (await readMeta(tx, key)) ?? [];
  if (feeds.includes(feed))
    saveMeta(
      tx,
      key,
      feeds.filter((one) => one !== feed),
    );
}

async function addDrops(tx: Transaction, drop: string[]): Promise<void> {
  if (drop.length === 0) return;
  const dropping = (await readMeta(tx, 'dropping')) ?? [];
  saveMeta(tx, 'dropping', [...new Set([...dropping, ...drop])]);
}

/** Access ended: what waits for the feed is offered first, then all that was pulled of it goes. */
export async function dropFeeds(tx: Transaction): Promise<void> {
  const dropping = (await readMeta(tx, 'dropping')) ?? [];
  if (dropping.length === 0) return;
  const rows = await tx.kept.outbox.getAll();
  const needed = new Set(
    rows.filter((row) => row.state === 'waiting' && row.outcome === null).map((row) => row.feed),
  );
  for (const feed of dropping) if (!needed.has(feed)) await deleteFeed(tx, feed);
  saveMeta(
    tx,
    'dropping',
    dropping.filter((feed) => needed.has(feed)),
  );
}

async function deleteFeed(tx: Transaction, feed: string): Promise<void> {
  for (const { id } of await tx.kept.records.of('feed', feed)) tx.kept.records.delete(id);
}

async function forgetCovered(tx: Transaction, all: boolean): Promise<void> {
  const { outbox, records } = tx.kept;
  for (const row of await outbox.getAll()) {
    if (row.state !== 'settled') continue;
    const pulled = await records.get(row.record_id);
    const covered = pulled !== undefined && pulled.version >= (row.outcome?.version ?? 0);
    if (all || covered) outbox.delete(row.number);
  }
}
