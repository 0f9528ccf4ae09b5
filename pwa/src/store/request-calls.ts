/** A request with the calls about it: made from it, or before it was written. */
import { factsOf, type Time, type UrgentCall, timeNow } from '../domain';
import { latestFirst } from './in-order';
import { waitingRow } from './forms-of-rows';
import { localOfType, overlayOf, readOverlay, type LocalRecord, type Overlay } from './local-view';
import { read, type PersonStore, type Reading } from './person-store';
import type { OutboxRow, SentRow } from './tables';

type Call = LocalRecord<'call_log'>;

/** `urgent_call` is what the calls on this phone say where that is more than the server does yet. */
export interface LocalRequest extends LocalRecord<'strategy_request'> {
  /** Somebody at the police answered: what the server says, else what the caller wrote here. */
  police_spoken_at: Time | null;
}

export async function localRequests(
  store: PersonStore,
  tx: Reading,
  overlay: Overlay,
): Promise<LocalRequest[]> {
  const requests = await localOfType(store, tx, overlay, 'strategy_request');
  if (requests.length === 0) return [];
  const calls = await localCalls(store, tx, overlay);
  return requests.map((request) => withCalls(request, callsOf(request, calls)));
}

/** A sign-out takes the pulled copy away; a call that was sent before it is still known from what was sent. */
export async function localCalls(
  store: PersonStore,
  tx: Reading,
  overlay: Overlay,
): Promise<Call[]> {
  const sent = await tx.rows.sent.getAll();
  const ours = sent.filter(({ change }) => factsOf(change.kind).type === 'call_log').map(settled);
  const rows = [...ours, ...[...overlay.values()].flat()];
  const once = new Map(rows.map((row) => [row.number, row]));
  return localOfType(store, tx, overlayOf([...once.values()].sort(byNumber)), 'call_log');
}

const settled = ({ change, outcome, saved_at }: SentRow): OutboxRow => ({
  ...waitingRow(change, saved_at),
  outcome,
  state: 'settled',
});

const byNumber = (one: OutboxRow, other: OutboxRow): number => one.number - other.number;

/** Earliest first. */
export function callsOf(request: LocalRecord<'strategy_request'>, calls: readonly Call[]): Call[] {
  const mine = calls.filter((call) => isAbout(request, call));
  return mine.sort(latestFirst((call) => call.fields.started_at)).reverse();
}

/** The same rule as the server's: only the caller's own request takes a call made before it. */
function isAbout({ id, fields, made_by }: LocalRecord<'strategy_request'>, call: Call): boolean {
  const { request_id, case_id } = call.fields;
  if (request_id) return request_id === id;
  if (case_id && case_id !== fields.case_id) return false;
  return call.made_by === made_by && (fields.call_ids ?? []).includes(call.id);
}

export function withCalls(request: LocalRecord<'strategy_request'>, calls: Call[]): LocalRequest {
  const police = calls.filter((call) => ['police', '101', '999'].includes(call.fields.called));
  const spoke = police.find((call) => call.fields.outcome === 'spoke');
  const urgent_call = urgentCall(request.fields.urgent_call ?? 'none', police);
  return {
    ...request,
    fields: { ...request.fields, urgent_call },
    police_spoken_at: request.fields.police_told?.at ?? spoke?.fields.started_at ?? null,
  };
}

/** A call on this phone moves the state of the call, never "police told". */
function urgentCall(said: UrgentCall, police: Call[]): UrgentCall {
  const outcomes = police.map((call) => call.fields.outcome);
  if (said === 'none' || said === 'spoke') return said;
  if (outcomes.includes('spoke')) return 'spoke';
  if (outcomes.includes('attempted')) return 'attempted';
  const unanswered = outcomes.includes('no_answer') || outcomes.includes('wrong_number');
  return unanswered ? 'no_answer' : said;
}

/** When the last page of the manager was not answered; null: it was, or nobody has paged. */
export async function readFailedPage(store: PersonStore): Promise<Time | null> {
  return read(store, async (tx) => {
    const calls = await localOfType(store, tx, await readOverlay(tx), 'call_log');
    const pages = calls.filter(
      ({ fields, made_by }) =>
        made_by === store.person.id &&
        fields.called === 'manager' &&
        ANSWERED_OR_NOT.includes(fields.outcome ?? 'attempted'),
    );
    const last = pages.sort(latestFirst((call) => call.fields.started_at))[0]?.fields;
    return last && last.outcome !== 'spoke' ? last.started_at : null;
  });
}

const ANSWERED_OR_NOT: readonly string[] = ['spoke', 'no_answer', 'wrong_number'];

const HALF_A_DAY = 12 * 3_600_000;

/** Calls made while this request was being written; an old one on a page left open is about something else. */
export async function readDraftCalls(
  store: PersonStore,
  request_id: string,
  now: Date = timeNow(),
): Promise<Call[]> {
  const since = now.getTime() - HALF_A_DAY;
  return read(store, async (tx) => {
    const calls = await localOfType(store, tx, await readOverlay(tx), 'call_log');
    return calls.filter(
      ({ fields }) =>
        fields.draft_request_id === request_id &&
        !fields.request_id &&
        Date.parse(fields.started_at) > since,
    );
  });
}
