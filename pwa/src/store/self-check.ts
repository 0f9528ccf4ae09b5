/** PROTOCOL 16: does what the phone holds of a feed agree with what the server says it holds? */
import { checksumOf, type FeedCheck, type Time } from '../domain';
import { readMeta, saveMeta, type Transaction } from './person-store';

const AN_HOUR = 3_600_000;

/** `asked`: it is put down to be pulled afresh. `differs`: it was, within the hour, and still does. */
export type Checked = 'agrees' | 'asked' | 'differs';

export async function checkFeed(tx: Transaction, expected: FeedCheck, at: Time): Promise<Checked> {
  const rows = await tx.kept.records.of('feed', expected.feed);
  const found = checksumOf(rows);
  const { feed, count, checksum } = expected;
  if (found.checksum === checksum && found.count === count) return 'agrees';
  const repaired = (await readMeta(tx, 'repaired')) ?? [];
  const others = repaired.filter((repair) => repair.feed !== feed);
  saveMeta(tx, 'repaired', [...others, { feed, expected: { count, checksum }, found }]);
  return askAfresh(tx, feed, at);
}

/** At most once an hour for a feed: a fault of ours must not become a loop. */
async function askAfresh(tx: Transaction, feed: string, at: Time): Promise<Checked> {
  const before = (await readMeta(tx, 'refreshed_at')) ?? {};
  const last = before[feed];
  const since = last === undefined ? AN_HOUR : Date.parse(at) - Date.parse(last);
  if (Math.abs(since) < AN_HOUR) return 'differs'; // a clock that was set back is no reason to wait
  const refresh = new Set((await readMeta(tx, 'refresh')) ?? []);
  saveMeta(tx, 'refresh', [...refresh.add(feed)]);
  saveMeta(tx, 'refreshed_at', { ...before, [feed]: at });
  return 'asked';
}
