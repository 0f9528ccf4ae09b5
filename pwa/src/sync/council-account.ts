/** Signing in at the council's own provider: there with the hash of a secret, back with the secret. */
import { uuid7 } from '../domain';
import { deleteKept, readKept, readPeople, saveKept } from '../store';
import type { Phone } from './phone';
import { readReply } from './reading';
import { enter, postOpen, thisInstall, type SignedIn } from './session';

const PATIENCE = 8_000;

/** Whether this server has such a sign-in; without a signal nobody knows, and no sign-in is possible. */
export async function hasCouncilAccounts(phone: Phone): Promise<boolean> {
  const asked = { method: 'GET', path: '/sign-in/ways', timeout_ms: PATIENCE } as const;
  const reply = readReply(await phone.network(asked));
  return reply.kind === 'body' && reply.body['oidc'] === true;
}

/** Where the browser must go. The secret stays here. */
export async function beginCouncilSignIn(phone: Phone): Promise<string> {
  const secret = base64url(crypto.getRandomValues(new Uint8Array(32)));
  await saveKept(phone.device, 'council_sign_in', secret);
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return `/sign-in/oidc?challenge=${base64url(new Uint8Array(hash))}`;
}

/** Null: no sign-in was begun on this phone, so a link that came from elsewhere does nothing. */
export async function finishCouncilSignIn(phone: Phone, code: string): Promise<SignedIn | null> {
  const verifier = await readKept(phone.device, 'council_sign_in');
  await deleteKept(phone.device, 'council_sign_in');
  if (verifier === null) return null;
  const [last] = await readPeople(phone.device);
  const device = await thisInstall(phone, last?.device_id ?? uuid7());
  const reply = await postOpen(phone, '/sign-in/exchange', { code, verifier, device });
  return enter(phone, '', reply);
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
