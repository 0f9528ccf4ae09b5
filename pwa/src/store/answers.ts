/** Saving the server's answer: outcomes, page, cursor and drops in one transaction, so that no kill can part them. */
import { putRight } from '../domain';
import type { ClockReading, PullAnswer, SyncAnswer, Time } from '../domain';
import { in_worker } from './in-worker';
import { saveOutcomes, type Offered } from './outcomes';
import { dropFeeds, finishPull, savePull } from './pages';
import { forgetUnreadable } from './keys';
import { readMeta, saveMeta, write, type PersonStore, type Transaction } from './person-store';
import { announce } from './redraw';
import { forgetTold, type Asking } from './requesting';

export interface AnswerSaved {
  /** Of the changes offered: those with an outcome that is for ever. */
  settled: number;
  /** Offered and to be offered again: held, or not named by the answer. */
  unsettled: number;
  more: boolean;
  /** Feeds that did not agree with their checksum and will be pulled afresh. */
  repairs: number;
}

/** `offered` are the changes of the request; an outcome that names none of them counts for nothing. */
export async function saveAnswer(
  store: PersonStore,
  offered: readonly Offered[],
  answer: SyncAnswer,
  clock: ClockReading,
  asked: Asking | null = null,
): Promise<AnswerSaved> {
  const at = putRight(new Date(clock.measured_at), clock).toISOString();
  const saved = await write(store, 'relaxed', async (tx) => {
    saveMeta(tx, 'clock', clock);
    saveMeta(tx, 'last_contact_at', at);
    const settled = await saveOutcomes(tx, offered, answer.outcomes, at);
    const unsettled = offered.length - settled;
    return { settled, unsettled, ...(await savePulled(tx, answer.pull, asked, at)) };
  });
  for (const { afresh, feed } of answer.pull?.feeds ?? [])
    if (afresh) forgetUnreadable(store.keys, feed);
  announce('records');
  return saved;
}

/** PROTOCOL 19.2: a page for another cursor than the one now saved would turn the rows back; one asked
 * for before a sign-out would put back what that took away. */
async function savePulled(
  tx: Transaction,
  pull: PullAnswer | null,
  asked: Asking | null,
  at: Time,
): Promise<Pick<AnswerSaved, 'more' | 'repairs'>> {
  const cursor = (await readMeta(tx, 'cursor')) ?? null;
  const sign_outs = (await readMeta(tx, 'sign_outs')) ?? 0;
  const is_for_us = asked?.pull.cursor === cursor && asked.sign_outs === sign_outs;
  if (in_worker || pull === null || !is_for_us) {
    await dropFeeds(tx);
    return { more: false, repairs: 0 };
  }
  await forgetTold(tx, asked);
  const repairs = await savePull(tx, pull, cursor, at);
  await finishPull(tx, pull, at);
  return { more: pull.more, repairs };
}
