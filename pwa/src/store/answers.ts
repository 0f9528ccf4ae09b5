/** Saving the server's answer: outcomes, page, cursor and drops in one transaction, so that no kill can part them. */
import type { Change, ClockReading, SyncAnswer } from '../domain';
import { saveOutcomes } from './outcomes';
import { saveMeta, write, type PersonStore } from './person-store';
import { savePull, finishPull } from './pages';
import { announce } from './redraw';
import { forgetAsked, type Asking } from './requesting';

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
  offered: Change[],
  answer: SyncAnswer,
  clock: ClockReading,
  asked: Asking | null = null,
): Promise<AnswerSaved> {
  const saved = await write(store, 'relaxed', async (tx) => {
    await saveMeta(tx, 'clock', clock);
    await saveMeta(tx, 'last_contact_at', clock.measured_at);
    const settled = await saveOutcomes(tx, offered, answer.outcomes, clock.measured_at);
    const pull = answer.pull;
    if (asked) await forgetAsked(tx, asked);
    const repairs = pull ? await savePull(tx, pull, clock.measured_at) : 0;
    if (pull) await finishPull(tx, pull, clock.measured_at);
    return { settled, unsettled: offered.length - settled, more: pull?.more ?? false, repairs };
  });
  announce('records');
  return saved;
}
