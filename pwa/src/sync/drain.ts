/** From the phone's outbox to the server, and what is new from the server to the phone: one request at a time. */
import { timeNow } from '../domain';
import type { ClockReading, SyncAnswer } from '../domain';
import {
  attempt,
  ifFree,
  markTried,
  markTurnedDown,
  outboxLock,
  readAsking,
  readSession,
  readToOffer,
  saveAnswer,
  storageFailed,
  type AnswerSaved,
  type Asking,
  withLock,
  type PersonStore,
  type Posting,
} from '../store';
import { halved, narrowed, nextBatch, widest, type BatchToSend, type Limits } from './batches';
import type { Read } from './reading';
import { isSealed, send, type Line } from './send';
import type { Trouble } from './state';

/** done: nothing left to send or get. busy: another tab or the worker is at it. */
export type Drained =
  | { kind: 'done'; held: number }
  | { kind: 'busy' }
  | { kind: 'stopped'; trouble: Trouble; retry_after_ms: number | null };

interface Run {
  line: Line;
  offered: Set<string>;
  limits: Limits;
  /** Changes turned down alone since the last that was taken. */
  turned_down: number;
  /** The sign-in was found to have ended. */
  ended: boolean;
}

export async function drain(line: Line): Promise<Drained> {
  const lock = outboxLock(line.store.person.id);
  if (line.waits) return withLock(lock, () => run(line));
  const drained = await ifFree(lock, () => run(line));
  return drained === 'busy' ? { kind: 'busy' } : drained;
}

async function run(line: Line): Promise<Drained> {
  const run: Run = {
    line,
    offered: new Set(),
    limits: narrowed(line.failures),
    turned_down: 0,
    ended: false,
  };
  for (;;) {
    const step = await next(run);
    if (step !== 'again') return step;
  }
}

async function next(run: Run): Promise<Step> {
  const { line } = run;
  const batch = nextBatch(await readToOffer(line.store, run.offered), run.limits);
  const asks = line.pulls && (await isSignedIn(line));
  if (!asks && batch.changes.length === 0) return nothingToSend(line);
  line.tell(batch.changes.length > 0 ? 'sending' : 'getting');
  return offer(
    run,
    batch,
    batch.last && asks ? await readAsking(line.store, timeNow(line.now())) : null,
  );
}

async function isSignedIn({ device, store }: Line): Promise<boolean> {
  const session = await readSession(device, store.person.id);
  return session !== null && !session.ended;
}

/** All that could be posted was; who wants to read must sign in. */
async function nothingToSend({ pulls, store }: Line): Promise<Drained> {
  if (!pulls) return { kind: 'done', held: await countWaiting(store) };
  return { kind: 'stopped', trouble: 'sign-in-needed', retry_after_ms: null };
}

type Step = 'again' | Drained;

async function offer(run: Run, batch: BatchToSend, asking: Asking | null): Promise<Step> {
  const { line } = run;
  const { read, clock } = await send(line, batch, asking);
  if (read.kind !== 'ok') return notAnswered(run, batch, read);
  batch.changes.forEach((change) => run.offered.add(change.id));
  run.turned_down = 0;
  const wanted = (await isSignedIn(line)) ? asking : null; // signed out meanwhile: no page may come back
  const saved = await saveWhatFits(line.store, batch, { answer: read.answer, clock, wanted });
  if (asking === null || saved.more || saved.repairs > 0) return 'again';
  const waiting = await readToOffer(line.store, run.offered);
  const news = waiting.needed.length + waiting.urgent.length + waiting.rest.length;
  return news > 0 ? 'again' : { kind: 'done', held: await countWaiting(line.store) };
}

interface Came {
  answer: SyncAnswer;
  clock: ClockReading;
  wanted: Asking | null;
}

/** No room for the page: what became of the changes is saved without it, so that none is sent for ever. */
async function saveWhatFits(
  store: PersonStore,
  { changes }: BatchToSend,
  { answer, clock, wanted }: Came,
): Promise<AnswerSaved> {
  const saved = await attempt(() => saveAnswer(store, changes, answer, clock, wanted));
  if (saved.kind === 'saved') return saved.value;
  if (saved.why === 'full' && answer.pull !== null && changes.length > 0)
    await saveAnswer(store, changes, { ...answer, pull: null }, clock);
  throw storageFailed(saved.why);
}

async function countWaiting(store: PersonStore): Promise<number> {
  const all = await readToOffer(store, new Set());
  return all.needed.length + all.urgent.length + all.rest.length;
}

type Unanswered = Exclude<Read, { kind: 'ok' }>;
type Problem = Extract<Read, { kind: 'problem' }>;

/** So many turned down alone with none taken between: the fault is not theirs. */
const ENOUGH = 3;

async function notAnswered(run: Run, batch: BatchToSend, read: Unanswered): Promise<Step> {
  const { store, now } = run.line;
  const { changes } = batch;
  if (await hasJustEnded(run, batch, read)) return 'again';
  if (read.kind === 'problem' && isAboutTheRequest(read.status)) return cutDown(run, changes, read);
  await markTried(store, changes, timeNow(now()));
  const retry_after_ms = read.kind === 'problem' ? read.retry_after_ms : null;
  return { kind: 'stopped', trouble: troubleOf(read), retry_after_ms };
}

/** The sign-in ran out in this run: what is sealed goes without it. */
async function hasJustEnded(run: Run, batch: BatchToSend, read: Unanswered): Promise<boolean> {
  if (read.kind !== 'problem' || read.status !== 401 || run.ended) return false;
  run.ended = true;
  return isSealed(batch) && !(await isSignedIn(run.line));
}

/** 400 to 422 but for the sign-in: something in this request, perhaps one change of many. */
const isAboutTheRequest = (status: number): boolean =>
  [400, 403, 404, 409, 413, 422].includes(status);

/** Halve until the change at fault stands alone; it stays on the phone with the reason, the rest goes on. */
async function cutDown(run: Run, changes: Posting[], problem: Problem): Promise<Step> {
  const { store, now } = run.line;
  const { retry_after_ms } = problem;
  const [only] = changes;
  if (only === undefined) return { kind: 'stopped', trouble: 'turned-down', retry_after_ms };
  if (changes.length > 1) {
    run.limits = halved(run.limits, changes.length);
    return 'again';
  }
  await markTurnedDown(store, only, problem.reason, timeNow(now()));
  run.offered.add(only.id);
  run.turned_down += 1;
  run.limits = widest;
  if (run.turned_down < ENOUGH) return 'again';
  return { kind: 'stopped', trouble: 'turned-down', retry_after_ms };
}

function troubleOf(read: Unanswered): Trouble {
  if (read.kind === 'nothing') return 'no-signal';
  if (read.kind === 'not-doorstep') return 'not-doorstep';
  if (read.kind === 'other-protocol') return 'update-needed';
  if (read.status === 401) return 'sign-in-needed';
  return read.status === 429 || read.status === 503 ? 'server-busy' : 'server-trouble';
}
