/** The lease: how long this phone may be out of contact before its vault asks for the full sign-in. */
import { attempt, passLease, renewLease, type PersonStore } from '../store';
import { isOver, leftOf, type Lease } from '../vault';
import type { Reply } from './network';
import { setState, type Phone } from './phone';

/** Counts the time that has passed, and says whether it is over. At each start, each minute, before each PIN. */
export async function lookAtLease(phone: Phone): Promise<boolean> {
  const { person, device } = phone;
  if (!person) return false;
  const lease = await passLease(device, person.id);
  tell(phone, lease);
  return isOver(lease);
}

/** Doorstep itself has answered: a page of the Wi-Fi's, or an error on the way, is no contact. */
export const isContact = (reply: Reply): boolean =>
  reply.kind === 'answer' && reply.status >= 200 && reply.status < 300;

/** Storage that fails is told elsewhere; the answer counts for what it was asked for. */
export async function renewAfterContact(phone: Phone, store: PersonStore): Promise<void> {
  const renewed = await attempt(() => renewLease(phone.device, store.person.id));
  if (renewed.kind === 'saved' && phone.store === store) tell(phone, renewed.value);
}

const MINUTE = 60_000;

function tell(phone: Phone, lease: Lease): void {
  const ends = Math.floor((lease.looked_at + leftOf(lease)) / MINUTE) * MINUTE;
  const news = { lease_over: isOver(lease), lease_ends_at: new Date(ends).toISOString() };
  const { lease_over, lease_ends_at } = phone.state;
  if (lease_over !== news.lease_over || lease_ends_at !== news.lease_ends_at) setState(phone, news);
}
