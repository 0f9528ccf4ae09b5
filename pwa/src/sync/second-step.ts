/** The second step of a sign-in, and what a person has set up for it. */
import { readSession } from '../store';
import type { Phone } from './phone';
import { readReply, type ReadBody } from './reading';
import {
  bearer,
  enter,
  postOpen,
  refreshSession,
  type SecondMethod,
  type SecondStep,
  type SignedIn,
} from './session';

const PATIENCE = 20_000;

export interface SecondAnswer {
  method: SecondMethod;
  code?: string;
  credential?: unknown;
}

/** What an app that makes codes, or a passkey, is made from. */
export interface Begun {
  secret?: string;
  link?: string;
  passkey_options?: object;
  ticket?: string;
}

export interface SecondSteps {
  demanded: boolean;
  app_since: string | null;
  passkeys: { id: string; name: string; last_used_at: string | null }[];
  passkeys_offered: boolean;
  recovery_codes_left: number;
  recovery_codes?: string[];
}

/** Recovery codes come first: `goOn` is called when they have been read, and only then it is signed in. */
export type SecondDone =
  SignedIn | { kind: 'codes'; codes: string[]; goOn: () => Promise<SignedIn> };

export async function doSecondStep(
  phone: Phone,
  step: SecondStep,
  said: SecondAnswer,
): Promise<SecondDone> {
  const body = { ticket: step.ticket, ...said };
  const reply = await postOpen(phone, '/sign-in/second-factor', body);
  const goOn = () => enter(phone, step.email, reply);
  const codes = reply.kind === 'body' ? reply.body['recovery_codes'] : undefined;
  return Array.isArray(codes) ? { kind: 'codes', codes: codes as string[], goOn } : goOn();
}

export type Told<T> = { kind: 'told'; value: T } | { kind: 'not'; message: string };

export async function beginFirst(
  phone: Phone,
  step: SecondStep,
  method: 'totp' | 'passkey',
): Promise<Told<Begun>> {
  const body = { ticket: step.ticket, method };
  return told<Begun>(await postOpen(phone, '/sign-in/second-factor/enrol', body));
}

export const readSecondSteps = (phone: Phone): Promise<Told<SecondSteps>> =>
  askOwn<SecondSteps>(phone, 'GET', '/second-factor');

/** Of one's own: `totp`, `totp/confirm`, `passkeys/options`, `passkeys`, `remove`, `recovery-codes`. */
export const changeSecondSteps = <T = SecondSteps>(
  phone: Phone,
  what: string,
  body: object,
): Promise<Told<T>> => askOwn<T>(phone, 'POST', `/second-factor/${what}`, body);

/** Something of one's own, in a session. */
export async function askOwn<T>(
  phone: Phone,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<Told<T>> {
  const first = await askOnce(phone, method, path, body);
  if (first.reply.kind !== 'problem' || first.reply.status !== 401 || !first.token)
    return told<T>(first.reply);
  const { device, network, person } = phone;
  await refreshSession(device, network, person?.id ?? '', first.token);
  return told<T>((await askOnce(phone, method, path, body)).reply);
}

async function askOnce(
  phone: Phone,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<{ reply: ReadBody; token: string | null }> {
  const session = phone.person && (await readSession(phone.device, phone.person.id));
  const token = session && !session.ended ? session.access_token : null;
  const headers = token ? bearer(token) : {};
  const asked = { method, path, headers, ...(body ? { body } : {}), timeout_ms: PATIENCE };
  return { reply: readReply(await phone.network(asked)), token };
}

function told<T>(reply: ReadBody): Told<T> {
  if (reply.kind === 'body') return { kind: 'told', value: reply.body as unknown as T };
  return { kind: 'not', message: reply.kind === 'problem' ? reply.reason.message : '' };
}
