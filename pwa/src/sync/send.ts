/** One request: with the session as it is, refreshed once if the server says it has run out. */
import { PROTOCOL, type ClockReading, type SyncRequest } from '../domain';
import {
  readSession,
  type Asking,
  type DeviceStore,
  type PersonStore,
  type Posting,
} from '../store';
import type { BatchToSend } from './batches';
import type { Network } from './network';
import { readSyncReply, type Read } from './reading';
import { bearer, refreshSession } from './session';

/** What a drain needs of its surroundings. */
export interface Line {
  device: DeviceStore;
  store: PersonStore;
  network: Network;
  now: () => Date;
  tell: (activity: 'sending' | 'getting') => void;
  /** Runs in a row without an answer: the next asks for less at a time. */
  failures: number;
  /** Until another tab or the worker is through, rather than leaving it to them. */
  waits: boolean;
  /** Locked, nothing is asked for: there is no key to close it with. */
  pulls: boolean;
}

export interface Sent {
  read: Read;
  clock: ClockReading;
}

const PATIENCE = 30_000;
const URGENT_PATIENCE = 12_000;

export async function send(line: Line, batch: BatchToSend, asking: Asking | null): Promise<Sent> {
  const session = await readSession(line.device, line.store.person.id);
  if (!session || session.ended) return sendUnsigned(line, batch);
  const first = await sendWith(line, session.access_token, batch, asking);
  if (first.read.kind !== 'problem' || first.read.status !== 401) return first;
  const { device, network, store } = line;
  const refreshed = await refreshSession(device, network, store.person.id, session.access_token);
  if (refreshed === 'no-answer') return { ...first, read: { kind: 'nothing', why: 'unreachable' } };
  const fresh = await readSession(device, store.person.id);
  if (refreshed === 'ended' || !fresh) return first;
  return sendWith(line, fresh.access_token, batch, asking);
}

/** A sealed change proves itself; what is in plain waits for the sign-in. */
async function sendUnsigned(line: Line, batch: BatchToSend): Promise<Sent> {
  if (isSealed(batch)) return sendWith(line, null, batch, null);
  return { read: signedOut, clock: noReading(line.now()) };
}

export const isSealed = ({ changes }: BatchToSend): boolean =>
  changes.length > 0 && changes.every(({ wire }) => 'sealed' in wire);

async function sendWith(
  line: Line,
  token: string | null,
  batch: BatchToSend,
  asking: Asking | null,
): Promise<Sent> {
  const began = line.now();
  const headers = {
    ...(token ? bearer(token) : {}),
    ...(batch.urgent ? { 'Doorstep-Lane': 'urgent' } : {}),
  };
  const body = requestOf(line, batch, asking);
  const timeout_ms = batch.urgent ? URGENT_PATIENCE : PATIENCE;
  const asked = { method: 'POST', path: '/sync', headers, body, timeout_ms } as const;
  const read = readSyncReply(await line.network(asked), batch.changes);
  const clock =
    read.kind === 'ok' ? measured(read.answer.now, began, line.now()) : noReading(began);
  return { read, clock };
}

function requestOf(line: Line, batch: BatchToSend, asking: Asking | null): Request {
  return {
    protocol: PROTOCOL,
    device_id: line.store.device_id,
    changes: batch.changes.map((posting) => posting.wire),
    pull: asking?.pull ?? null,
    repaired: asking?.repaired ?? [],
  };
}

type Request = SyncRequest<Posting['wire']>;

/** The server's time against the middle of the request. */
function measured(server_now: string, began: Date, ended: Date): ClockReading {
  const middle = (began.getTime() + ended.getTime()) / 2;
  return {
    offset_ms: Math.round(Date.parse(server_now) - middle),
    measured_at: ended.toISOString(),
  };
}

const noReading = (now: Date): ClockReading => ({ offset_ms: 0, measured_at: now.toISOString() });

const signedOut: Read = {
  kind: 'problem',
  status: 401,
  reason: { code: 'not-signed-in', message: '', fields: {} },
  retry_after_ms: null,
};
