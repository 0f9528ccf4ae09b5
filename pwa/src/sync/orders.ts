/** Doing what the server has told this phone to do, once what waits has been handed in. */
import {
  countNotHandedIn,
  forgetPulled,
  forgetSession,
  wipeRest,
  type PersonStore,
} from '../store';
import { endSubscription } from './alerts';
import type { Drained } from './drain';
import { openCurrent, type Phone } from './phone';

const PATIENCE = 20_000;

/** True when the person's part of this phone was closed by it. */
export async function obey(phone: Phone, drained: Drained): Promise<boolean> {
  const { order, store } = phone;
  if (!order || !store || drained.kind === 'busy') return false;
  const left = await countNotHandedIn(store);
  if (order.kind === 'wipe') return left === 0 && finishWipe(phone, store, order.id);
  if (left > 0 && !isOut(drained)) return false;
  await leave(phone, store);
  return true;
}

/** The sign-in has ended: nothing of this session's can be handed in any more. */
const isOut = (drained: Drained): boolean =>
  drained.kind === 'stopped' && drained.trouble === 'sign-in-needed';

/** The server hears of it first: a phone that has forgotten the order could not tell any more. */
async function finishWipe(phone: Phone, store: PersonStore, order: string): Promise<boolean> {
  const body = { device_id: store.device_id, order };
  const asked = { method: 'POST', path: '/wiped', body, timeout_ms: PATIENCE } as const;
  const reply = await phone.network(asked);
  if (reply.kind !== 'answer' || ![204, 404].includes(reply.status)) return false;
  await endSubscription().catch(() => undefined);
  await wipeRest(phone.device, store);
  await openCurrent(phone);
  return true;
}

/** As signing out does; what could not be handed in stays for the next sign-in. */
async function leave(phone: Phone, store: PersonStore): Promise<void> {
  await endSubscription().catch(() => undefined);
  await forgetSession(phone.device, store.person.id);
  await forgetPulled(store);
  phone.order = null;
  await openCurrent(phone);
}
