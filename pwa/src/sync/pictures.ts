/** After everything else: pictures, one at a time, from where the server has them. */
import {
  announce,
  attempt,
  dropPicture,
  ifFree,
  picturesToSend,
  readPictureBox,
  readSession,
  type PersonStore,
} from '../store';
import type { Bytes } from '../vault';
import type { Phone } from './phone';
import { bearer, refreshSession } from './session';
import type { TusEnd } from './tus';

/** How much of each is at the server, in hundredths, while this page sends it. */
const under_way = new Map<string, number>();

export const hundredthsSent = (id: string): number | null => under_way.get(id) ?? null;

/** Not in the worker: the key of the session is in the vault, and the client in a file of its own. */
export async function sendPictures(phone: Phone): Promise<void> {
  const { store, lock } = phone;
  if (!store || lock !== 'open') return;
  await attempt(() => ifFree(`doorstep-pictures-${store.person.id}`, () => sendAll(phone, store)));
}

async function sendAll(phone: Phone, store: PersonStore): Promise<void> {
  for (const id of await picturesToSend(store)) {
    const end = await sendOne(phone, store, id);
    under_way.delete(id);
    if (end.kind === 'sent' || is_final.has(end.status)) await dropPicture(store, id);
    else if (!is_about_it.has(end.status)) return;
  }
}

/** 410: not taken, for good; its record says why. */
const is_final = new Set([410]);
/** Its box is not on the phone any more: another tab has just sent it, or it is damaged. */
const NOTHING_HERE = -1;
/** Something about this one: the others may go. (422: it came damaged, and begins again.) */
const is_about_it = new Set([404, 409, 413, 422, NOTHING_HERE]);

async function sendOne(phone: Phone, store: PersonStore, id: string): Promise<TusEnd> {
  const first = await sendWithSession(phone, store, id);
  if (first.kind === 'sent' || first.status !== 401) return first;
  const session = await readSession(phone.device, store.person.id);
  if (!session) return first;
  const token = session.access_token;
  await refreshSession(phone.device, phone.network, store.person.id, token);
  return sendWithSession(phone, store, id);
}

async function sendWithSession(phone: Phone, store: PersonStore, id: string): Promise<TusEnd> {
  const session = await readSession(phone.device, store.person.id);
  const box = await readPictureBox(store, id);
  if (!session || session.ended) return { kind: 'stopped', status: 401 };
  if (!box) return { kind: 'stopped', status: NOTHING_HERE };
  const { sendByTus } = await import('./tus');
  const { network } = phone;
  const headers = bearer(session.access_token);
  const progress = (sent: number, of: number) => {
    under_way.set(id, Math.floor((100 * sent) / of));
    announce('outbox');
  };
  return sendByTus({ id, box: new Blob([box]), network, headers, progress });
}

/** From the server, for whoever may read the file it is in; null without signal, or where it is not. */
export async function fetchPicture(phone: Phone, id: string): Promise<Bytes | null> {
  const session = phone.store && (await readSession(phone.device, phone.store.person.id));
  if (!session) return null;
  const reply = await phone.network({
    method: 'GET',
    path: `/attachments/${id}`,
    headers: bearer(session.access_token),
    timeout_ms: 30_000,
    wants_bytes: true,
  });
  return reply.kind === 'answer' && reply.status === 200 ? (reply.body as Bytes) : null;
}
