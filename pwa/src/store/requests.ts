/** Strategy requests, their calls, and alerts. What the police were told is only what the server says. */
import { discussionFeed, type UrgentCall } from '../domain';
import { latestFirst } from './families';
import {
  isOf,
  localOfFeed,
  localOfType,
  localRecord,
  readOverlay,
  type LocalRecord,
} from './local-view';
import { read, type PersonStore } from './person-store';

export interface RequestView {
  request: LocalRecord<'strategy_request'>;
  /** Earliest first. */
  calls: LocalRecord<'call_log'>[];
  /** False: show "NOT SENT - police have not been told". */
  sent: boolean;
  /** From the calls on this phone where they say more than the server does yet. */
  urgent_call: UrgentCall;
}

export async function readRequests(store: PersonStore): Promise<LocalRecord<'strategy_request'>[]> {
  return read(store, async (tx) => {
    const requests = await localOfType(store, tx, await readOverlay(tx), 'strategy_request');
    return requests.sort(latestFirst((request) => request.made_at));
  });
}

export async function readRequest(store: PersonStore, id: string): Promise<RequestView | null> {
  return read(store, async (tx) => {
    const overlay = await readOverlay(tx);
    const request = await localRecord<'strategy_request'>(store, tx, overlay, id);
    if (!request) return null;
    const file = await localOfFeed(store, tx, overlay, discussionFeed(id));
    const calls = file.filter(isOf('call_log')).sort(latestFirst((call) => call.fields.started_at));
    calls.reverse();
    return { request, calls, sent: !request.only_here, urgent_call: urgentCall(request, calls) };
  });
}

/** A call on this phone moves the state of the call, never "police told". */
function urgentCall(
  request: LocalRecord<'strategy_request'>,
  calls: LocalRecord<'call_log'>[],
): UrgentCall {
  const said = request.fields.urgent_call ?? 'none';
  if (said === 'none' || said === 'spoke') return said;
  const outcomes = calls
    .filter((call) => ['police', '101', '999'].includes(call.fields.called))
    .map((call) => call.fields.outcome);
  if (outcomes.includes('spoke')) return 'spoke';
  if (outcomes.includes('no_answer')) return 'no_answer';
  return outcomes.includes('attempted') ? 'attempted' : said;
}

export async function readAlerts(store: PersonStore): Promise<LocalRecord<'alert'>[]> {
  return read(store, async (tx) => {
    const alerts = await localOfType(store, tx, await readOverlay(tx), 'alert');
    return alerts.sort(latestFirst((alert) => alert.fields.created_at));
  });
}

/** Any record by its id, as this phone shows it. */
export async function readRecord(store: PersonStore, id: string): Promise<LocalRecord | null> {
  return read(store, async (tx) => localRecord(store, tx, await readOverlay(tx), id));
}

/** People of the area by id, for "made by". */
export async function readPeople(store: PersonStore): Promise<Map<string, LocalRecord<'person'>>> {
  return read(store, async (tx) => {
    const people = await localOfType(store, tx, await readOverlay(tx), 'person');
    return new Map(people.map((person) => [person.id, person]));
  });
}
