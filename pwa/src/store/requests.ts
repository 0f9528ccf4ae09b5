/** Strategy requests, their calls, and alerts. What the police were told is only what the server says. */
import { discussionFeed, type RecordType, type UrgentCall } from '../domain';
import { latestFirst } from './in-order';
import {
  isOf,
  localOfFeed,
  localOfType,
  localRecord,
  readOverlay,
  type LocalRecord,
} from './local-view';
import { read, type PersonStore } from './person-store';
import { callsOf, localCalls, localRequests, withCalls, type LocalRequest } from './request-calls';

export interface RequestView {
  request: LocalRequest;
  /** Earliest first. */
  calls: LocalRecord<'call_log'>[];
  /** False: show "NOT SENT". */
  sent: boolean;
  /** From the calls on this phone where they say more than the server does yet. */
  urgent_call: UrgentCall;
  /** What lies beside it in its feed, the earliest first: mails, who is invited, notes, what was escalated. */
  dispatches: LocalRecord<'dispatch'>[];
  invitations: LocalRecord<'invitation'>[];
  notes: LocalRecord<'police_note'>[];
  escalations: LocalRecord<'escalation_event'>[];
}

export async function readRequests(store: PersonStore): Promise<LocalRequest[]> {
  return read(store, async (tx) => {
    const requests = await localRequests(store, tx, await readOverlay(tx));
    return requests.sort(latestFirst((request) => request.made_at));
  });
}

export async function readRequest(store: PersonStore, id: string): Promise<RequestView | null> {
  return read(store, async (tx) => {
    const overlay = await readOverlay(tx);
    const found = await localRecord<'strategy_request'>(store, tx, overlay, id);
    if (!found) return null;
    const calls = callsOf(found, await localCalls(store, tx, overlay));
    const request = withCalls(found, calls);
    const urgent_call = request.fields.urgent_call ?? 'none';
    const beside = besideOf(await localOfFeed(store, tx, overlay, discussionFeed(id)), id);
    return { request, calls, sent: !request.only_here, urgent_call, ...beside };
  });
}

function besideOf(feed: LocalRecord[], request_id: string) {
  const all = <T extends Beside>(type: T): LocalRecord<T>[] =>
    feed
      .filter(isOf(type))
      .filter(({ fields }) => (fields as { request_id: string }).request_id === request_id)
      .sort(latestFirst((record) => record.made_at))
      .reverse();
  return {
    dispatches: all('dispatch'),
    invitations: all('invitation'),
    notes: all('police_note'),
    escalations: all('escalation_event'),
  };
}

type Beside = Extract<RecordType, 'dispatch' | 'invitation' | 'police_note' | 'escalation_event'>;

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
