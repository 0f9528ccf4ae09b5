/** What a push becomes on the lock screen: fixed words, never a name, a family or a place. */
import type { AlertKind } from '../domain';
import { noteShown, openWindowAt, syncNow, withPhone } from '../sync';

declare const self: ServiceWorkerGlobalScope;

const words: Record<AlertKind, string> = {
  test_alert: 'Test alert',
  slot_confirmed: 'A strategy discussion is confirmed',
  slot_moved: 'A strategy discussion was moved to another time',
  slot_released: 'A strategy discussion has no time any more',
  slot_overrun: 'A strategy discussion will begin late',
  slot_offered: 'A slot is held for a request: confirm it in time',
  slot_ran_out: 'A slot is no longer held for a request',
  time_agreed: 'A time was agreed with the police',
  discussion_soon: 'A strategy discussion begins soon',
  request_returned: 'A request was returned to you',
  request_authorised: 'A request was authorised',
  request_waiting: 'A request is waiting for you',
  request_withdrawn: 'A request was withdrawn',
  request_redirected: 'A request was shown another way',
  request_merged: 'Two requests are one now',
  request_goes_on: 'A request goes on: it was not cancelled',
  request_cancelled: 'A request was cancelled',
  cancellation_asked: 'Somebody asks to cancel a request',
  possible_duplicate: 'Two requests may be about the same child',
  verbal_to_confirm: 'Urgent: confirm what you said by telephone',
  verbal_settled: 'What was said by telephone is settled',
  not_confirmed_in_time: 'Urgent: a telephone authorisation is not confirmed',
  manager_unreachable: 'Urgent: a manager cannot be reached',
  number_reported_wrong: 'A number was reported as wrong',
  arrangements_to_approve: 'A change of the arrangements waits for you',
  arrangements_decided: 'Your change of the arrangements was decided',
  delivery_trouble: 'A request did not go as it should: open it now',
  police_contact: 'The police were in touch about a request',
  urgent_held_back: 'Urgent: something from a lost phone is waiting for you',
};
const something = 'Something is new in Doorstep';

interface Payload {
  kind: string;
  id: string | null;
}

/** Always shows something: a browser takes the right to alert from those that do not. */
export async function showAlert(data: PushMessageData | null): Promise<void> {
  const payload = payloadOf(data);
  const title = words[payload.kind as AlertKind] ?? something;
  await self.registration.showNotification(title, {
    body: 'Open Doorstep when it is safe to.',
    tag: payload.id ?? 'doorstep',
    icon: '/icon-192.png',
    data: payload,
  });
  await tellThePhone(payload.id);
}

/** Sends what waits and notes that the alert was shown. What it is about only an unlocked page can get. */
async function tellThePhone(id: string | null): Promise<void> {
  await withPhone(async (phone) => {
    if (id !== null) await noteShown(phone.device, id, new Date().toISOString());
    await syncNow(phone);
  });
  for (const client of await self.clients.matchAll({ type: 'window' })) client.postMessage('alert');
}

/** A tap: an open window goes there, else a new one; iOS forgets the address, so it is also written down. */
export async function openAlert(notification: Notification): Promise<void> {
  notification.close();
  const { id } = notification.data as Payload;
  const path = id === null ? '/#/alerts' : `/#/alerts/${encodeURIComponent(id)}`;
  const [open] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (open) {
    open.postMessage({ goto: path });
    await open.focus();
    return;
  }
  await openWindowAt(path, () => self.clients.openWindow(path));
}

/** Plain `{kind, id}` or the declarative shape with the same inside; anything else is still shown. */
function payloadOf(data: PushMessageData | null): Payload {
  try {
    const said = objectOf(data?.json());
    const { kind, id } = { ...said, ...objectOf(objectOf(said['notification'])['data']) };
    return { kind: String(kind ?? ''), id: typeof id === 'string' ? id : null };
  } catch {
    return { kind: '', id: null };
  }
}

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
