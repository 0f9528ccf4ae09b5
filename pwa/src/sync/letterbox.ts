/** Making this phone known to the server's letterbox: its keys here, this person's public key there. */
import {
  readKept,
  readSession,
  saveKept,
  saveLetterbox,
  sealWaiting,
  type PersonStore,
} from '../store';
import type { LetterboxKey, Vault } from '../vault';
import type { Phone } from './phone';
import { readReply } from './reading';
import { bearer } from './session';

const PATIENCE = 20_000;

/** Once an unlock, with signal. A server without a letterbox gets changes in plain, with the session. */
export async function meetLetterbox(phone: Phone): Promise<void> {
  const { person, store, device } = phone;
  const vault = person && device.vaults.get(person.id);
  if (!store || !vault || phone.met === vault) return;
  const keys = await askKeys(phone);
  if (keys === null) return;
  if (keys.length > 0) {
    if (!(await register(phone, vault))) return;
    await saveLetterbox(device, vault, keys);
    vault.useLetterbox(keys);
    await sealSafely(store);
  }
  phone.met = vault;
}

/** Before the first change that a new key has signed: the server believes none by a key that it does not know. */
export async function introduce(phone: Phone): Promise<void> {
  const vault = phone.person && phone.device.vaults.get(phone.person.id);
  if (!vault || phone.met === vault) return;
  const known = await readKept(phone.device, `registered:${vault.person_id}`);
  if (known !== vault.signing_public_key) await meetLetterbox(phone);
}

/** Locked, with nothing to post: the server is asked all the same, and its answer brings what this phone is told
 * to do. New keys wait in this page's memory for the unlock: on the disk they could be anybody's. */
export async function keepContact(phone: Phone): Promise<void> {
  const keys = await askKeys(phone);
  if (keys && keys.length > 0) phone.heard_keys = keys;
}

/** Locked meanwhile: it is done after the next unlock. */
const sealSafely = async (store: PersonStore): Promise<void> => {
  if (typeof store.keys.held !== 'string') await sealWaiting(store);
};

/** Null without an answer; none from a server that has no letterbox. */
async function askKeys(phone: Phone): Promise<LetterboxKey[] | null> {
  const asked = { method: 'GET', path: '/letterbox-keys', timeout_ms: PATIENCE } as const;
  const reply = readReply(await phone.network(asked));
  if (reply.kind === 'problem' && reply.status === 404) return [];
  if (reply.kind !== 'body' || !Array.isArray(reply.body['keys'])) return null;
  return reply.body['keys'] as LetterboxKey[];
}

/** What is signed by a key that the server does not know proves nothing to it. */
async function register(phone: Phone, vault: Vault): Promise<boolean> {
  const { device } = phone;
  const { person_id, signing_public_key } = vault;
  if ((await readKept(device, `registered:${person_id}`)) === signing_public_key) return true;
  const session = await readSession(device, person_id);
  if (!session || session.ended) return false;
  const headers = bearer(session.access_token);
  const body = { public_key: signing_public_key };
  const asked = { method: 'POST', path: '/signing-keys', headers, body, timeout_ms: PATIENCE };
  const reply = await phone.network({ ...asked, method: 'POST' });
  if (reply.kind !== 'answer' || reply.status < 200 || reply.status > 299) return false;
  await saveKept(device, `registered:${person_id}`, signing_public_key);
  return true;
}
