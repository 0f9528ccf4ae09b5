/** Is this answer from Doorstep's server, and what does it say? Nothing else may empty the outbox. */
import { PROTOCOL, type Reason, type SyncAnswer } from '../domain';
import type { Reply } from './network';

export type Read =
  | { kind: 'ok'; answer: SyncAnswer }
  | { kind: 'problem'; status: number; reason: Reason; retry_after_ms: number | null }
  | { kind: 'other-protocol' }
  | { kind: 'not-doorstep' }
  | { kind: 'nothing'; why: 'unreachable' | 'timeout' };

type Json = Record<string, unknown>;

export function readSyncReply(reply: Reply, offered: readonly { id: string }[]): Read {
  const common = readReply(reply);
  if (common.kind !== 'body') return common;
  const { body } = common;
  if (body['protocol'] !== PROTOCOL) {
    return { kind: typeof body['protocol'] === 'number' ? 'other-protocol' : 'not-doorstep' };
  }
  return isSyncAnswer(body, offered)
    ? { kind: 'ok', answer: body as unknown as SyncAnswer }
    : { kind: 'not-doorstep' };
}

export type ReadBody = Exclude<Read, { kind: 'ok' }> | { kind: 'body'; body: Json };

/** The one error shape is ours; a status without it is a proxy's, a portal's or a fallen server's. */
export function readReply(reply: Reply): ReadBody {
  if (reply.kind === 'nothing') return readNothing(reply.why);
  const { status, body } = reply;
  if (status < 200 || status > 299) return readProblem(reply);
  return isObject(body) ? { kind: 'body', body } : { kind: 'not-doorstep' };
}

const readNothing = (why: 'unreachable' | 'timeout' | 'not-json'): ReadBody =>
  why === 'not-json' ? { kind: 'not-doorstep' } : { kind: 'nothing', why };

function readProblem(reply: Extract<Reply, { kind: 'answer' }>): ReadBody {
  const { status, retry_after_ms } = reply;
  const reason = reasonOf(reply.body);
  if (reason) return { kind: 'problem', status, reason, retry_after_ms };
  if (status < 500 && status !== 429) return { kind: 'not-doorstep' };
  const unnamed = { code: `status-${status}`, message: '', fields: {} };
  return { kind: 'problem', status, reason: unnamed, retry_after_ms };
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function reasonOf(body: unknown): Reason | null {
  if (!isObject(body) || typeof body['code'] !== 'string') return null;
  const fields = isObject(body['fields']) ? (body['fields'] as Record<string, string>) : {};
  return { code: body['code'], message: String(body['message'] ?? ''), fields };
}

const statuses = ['accepted', 'merged', 'conflict', 'refused', 'held'];

/** Every outcome must name a change of this request: an old or foreign answer settles nothing. */
function isSyncAnswer(body: Json, offered: readonly { id: string }[]): boolean {
  const { now, outcomes, pull } = body;
  if (typeof now !== 'string' || Number.isNaN(Date.parse(now))) return false;
  if (!Array.isArray(outcomes) || !(pull === null || isPull(pull))) return false;
  const ids = new Set(offered.map((change) => change.id));
  return outcomes.every(
    (one: unknown) =>
      isObject(one) &&
      statuses.includes(String(one['status'])) &&
      (one['id'] === null || ids.has(String(one['id']))),
  );
}

const isPull = (value: unknown): boolean =>
  isObject(value) &&
  typeof value['cursor'] === 'string' &&
  typeof value['more'] === 'boolean' &&
  ['feeds', 'drop', 'checks'].every((name) => Array.isArray(value[name]));
