/** Signing in and out, and keeping the sign-in fresh. None of it touches what waits in the outbox. */
import { uuid7, type Person } from '../domain';
import {
  beginLease,
  forgetPulled,
  forgetSession,
  lockKeys,
  noteLoss,
  readPeople,
  readSession,
  replaceSession,
  saveSignIn,
  sessionLock,
  withLock,
  type DeviceStore,
  type KnownPerson,
  type Session,
} from '../store';
import type { LetterboxKey } from '../vault';
import { endSubscription } from './alerts';
import type { Network } from './network';
import { openCurrent, type Phone } from './phone';
import { devicePublicKey } from './proof';
import { readReply, type ReadBody } from './reading';

const PATIENCE = 20_000;

export type SignedIn =
  | { kind: 'signed-in'; person: Person }
  | { kind: 'second-step'; step: SecondStep }
  /** Wrong details, too many tries: `message` is for the person. */
  | { kind: 'refused'; code: string; message: string; retry_after_ms: number | null }
  | { kind: 'no-answer'; why: 'no-signal' | 'not-doorstep' | 'server-trouble' };

/** The password was right, and a code or a passkey is asked for; `enrol`: one must be set up first. */
export interface SecondStep {
  email: string;
  ticket: string;
  methods: SecondMethod[];
  passkey_options: object | null;
  enrol: boolean;
}

export type SecondMethod = 'passkey' | 'totp' | 'recovery';

interface SignInAnswer {
  access_token: string;
  refresh_token: string;
  person: Person;
  device_id: string;
  push_key: string | null;
  letterbox_keys?: LetterboxKey[];
}

export async function signIn(phone: Phone, email: string, password: string): Promise<SignedIn> {
  const people = await readPeople(phone.device);
  const device_id = people.find((one) => one.email === email)?.device_id ?? uuid7();
  const body = { email, password, device: await thisInstall(phone, device_id) };
  return enter(phone, email, await postOpen(phone, '/sign-in', body));
}

/** Something that needs no session yet. */
export async function postOpen(phone: Phone, path: string, body: unknown): Promise<ReadBody> {
  return readReply(await phone.network({ method: 'POST', path, body, timeout_ms: PATIENCE }));
}

/** What the server says to a sign-in, by whichever way: signed in, half in, or not. */
export async function enter(phone: Phone, email: string, reply: ReadBody): Promise<SignedIn> {
  if (reply.kind !== 'body') return notSignedIn(reply);
  const asked = reply.body['second_factor'];
  if (asked) return { kind: 'second-step', step: { ...(asked as SecondStep), email } };
  const answer = reply.body as unknown as SignInAnswer;
  const { person, device_id: given_id } = answer;
  const who = { email, person, device_id: given_id };
  await keepSignIn(phone, who, sessionOf(answer));
  await beginLease(phone.device, person.id);
  if (answer.letterbox_keys?.length) phone.heard_keys = answer.letterbox_keys;
  await openCurrent(phone);
  return { kind: 'signed-in', person: answer.person };
}

/** The session is kept in the vault; until that is open it is in this page's memory only. */
async function keepSignIn(
  phone: Phone,
  who: Pick<KnownPerson, 'email' | 'person' | 'device_id'>,
  session: Session,
): Promise<void> {
  const is_open = phone.device.vaults.has(who.person.id);
  phone.pending = is_open ? null : session;
  if (phone.emptied) await noteLoss(phone.device, who.person.id);
  await saveSignIn(phone.device, who, is_open ? session : null);
}

/** The pulled copy leaves the phone; the outbox, drafts and what needs the person stay for their next sign-in. */
export async function signOut(phone: Phone): Promise<void> {
  const { person, store } = phone;
  if (!person || !store) return;
  const session = await readSession(phone.device, person.id);
  if (session) {
    const headers = bearer(session.access_token);
    void phone.network({ method: 'POST', path: '/sign-out', headers, timeout_ms: PATIENCE });
  }
  void endSubscription().catch(() => undefined); // the server hears of it from the push service
  await forgetSession(phone.device, person.id);
  await forgetPulled(store);
  phone.device.vaults.delete(person.id);
  phone.pending = null;
  phone.just_chosen = null;
  lockKeys(store.keys);
  await openCurrent(phone);
}

export const bearer = (token: string): Record<string, string> => ({
  Authorization: `Bearer ${token}`,
});

export type Refreshed = 'refreshed' | 'ended' | 'no-answer';

/**
 * One at a time across tabs and worker. A lost answer is harmless: the old token is offered again, and
 * the server answers a repeated refresh as it did the first.
 */
export async function refreshSession(
  device: DeviceStore,
  network: Network,
  person_id: string,
  stale: string,
): Promise<Refreshed> {
  return withLock(sessionLock(person_id), async () => {
    const session = await readSession(device, person_id);
    if (!session || session.ended) return 'ended';
    if (session.access_token !== stale) return 'refreshed';
    const body = { refresh_token: session.refresh_token };
    const asked = { method: 'POST', path: '/refresh', body, timeout_ms: PATIENCE } as const;
    return saveRefreshed(device, session, readReply(await network(asked)));
  });
}

async function saveRefreshed(
  device: DeviceStore,
  session: Session,
  reply: ReadBody,
): Promise<Refreshed> {
  if (reply.kind === 'body' && typeof reply.body['access_token'] === 'string') {
    const { access_token } = reply.body;
    const refresh_token = String(reply.body['refresh_token'] ?? session.refresh_token);
    const fresh = { ...session, access_token, refresh_token };
    return (await replaceSession(device, session, fresh)) ? 'refreshed' : 'ended';
  }
  if (reply.kind !== 'problem' || ![401, 403, 422].includes(reply.status)) return 'no-answer';
  await replaceSession(device, session, { ...session, ended: true });
  return 'ended';
}

function sessionOf(answer: SignInAnswer): Session {
  const { access_token, refresh_token, push_key } = answer;
  return { person_id: answer.person.id, access_token, refresh_token, push_key, ended: false };
}

function notSignedIn(reply: Exclude<ReadBody, { kind: 'body' }>): SignedIn {
  if (reply.kind === 'nothing') return { kind: 'no-answer', why: 'no-signal' };
  if (reply.kind !== 'problem') return { kind: 'no-answer', why: 'not-doorstep' };
  if (reply.status >= 500) return { kind: 'no-answer', why: 'server-trouble' };
  const { code, message } = reply.reason;
  return { kind: 'refused', code, message, retry_after_ms: reply.retry_after_ms };
}

/** What the server is told of the install that signs in. */
export async function thisInstall(phone: Phone, id: string): Promise<object> {
  const public_key = await devicePublicKey(phone.device);
  return { id, name: deviceName(), ...(public_key === null ? {} : { public_key }) };
}

/** "iPhone", "Android", "Chrome on Windows": enough to tell one's own devices apart, and no more. */
function deviceName(): string {
  const agent = typeof navigator === 'undefined' ? '' : navigator.userAgent;
  const system = /iPhone|iPad|Android|Windows|Macintosh|CrOS|Linux/.exec(agent)?.[0] ?? 'Phone';
  return system === 'Macintosh' ? 'Mac' : system;
}
