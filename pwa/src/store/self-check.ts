/** PROTOCOL 16: does what the phone holds of a feed agree with what the server says it holds? */
import { checksumOf, type FeedCheck, type Time } from '../domain';
import { readMeta, saveMeta, type Transaction } from './person-store';

const AN_HOUR = 3_600_000;

/** False: it is put down to be pulled afresh and reported; at most once an hour for a feed. */
export async function checkFeed(tx: Transaction, expected: FeedCheck, at: Time): Promise<boolean> {
  const rows = await tx.objectStore('records').index('feed').getAll(expected.feed);
  const found = checksumOf(rows);
  if (found.checksum === expected.checksum && found.count === expected.count) return true;
  const { feed, count, checksum } = expected;
  const repaired = (await readMeta(tx, 'repaired')) ?? [];
  const others = repaired.filter((repair) => repair.feed !== feed);
  await saveMeta(tx, 'repaired', [...others, { feed, expected: { count, checksum }, found }]);
  await askAfresh(tx, feed, at);
  return false;
}

async function askAfresh(tx: Transaction, feed: string, at: Time): Promise<void> {
  const before = (await readMeta(tx, 'refreshed_at')) ?? {};
  const last = before[feed];
  if (last !== undefined && Date.parse(at) - Date.parse(last) < AN_HOUR) return;
  const refresh = new Set((await readMeta(tx, 'refresh')) ?? []);
  await saveMeta(tx, 'refresh', [...refresh.add(feed)]);
  await saveMeta(tx, 'refreshed_at', { ...before, [feed]: at });
}
