/** Alerts: asked for from a tap, told to the server as a change, told again at each start. */
import { uuid5, type AlertFields, type SubscriptionFields } from '../domain';
import {
  attempt,
  deleteKept,
  forgetShown,
  makeChange,
  openDevice,
  readRecord,
  readSession,
  readShown,
  saveKept,
  type PersonStore,
} from '../store';
import type { Phone } from './phone';

export type Subscribed =
  | { kind: 'subscribed' }
  /** The person said no, or said so before. */
  | { kind: 'denied' }
  /** No push here: on iOS until the app is on the home screen. */
  | { kind: 'not-supported'; install_first: boolean }
  | { kind: 'failed'; message: string };

export function alertsPermission(): NotificationPermission | 'not-supported' {
  return typeof Notification === 'undefined' || !('PushManager' in globalThis)
    ? 'not-supported'
    : Notification.permission;
}

/** Subscriptions die silently: at each start, where alerts were allowed, the server is told again if it changed. */
export async function renewSubscription(phone: Phone): Promise<void> {
  if (!phone.store || alertsPermission() !== 'granted') return;
  await attempt(() => saveSubscription(phone));
}

export async function saveSubscription(phone: Phone): Promise<Subscribed> {
  const { store, person } = phone;
  const session = person && (await readSession(phone.device, person.id));
  if (!store || !session?.push_key) return { kind: 'failed', message: 'not-signed-in' };
  try {
    return await tellServer(store, session.push_key);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    const denied = error.name === 'NotAllowedError';
    return denied ? { kind: 'denied' } : { kind: 'failed', message: error.name };
  }
}

/** One the push service gave up is given back, and another asked for. */
async function tellServer(store: PersonStore, push_key: string): Promise<Subscribed> {
  const { pushManager } = await registrationHere();
  const subscribe = () =>
    pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: push_key });
  const subscription = (await pushManager.getSubscription()) ?? (await subscribe());
  const known = await readRecord(store, recordIdOf(store, subscription));
  if (known === null) return save(store, subscription);
  if ((known.fields as SubscriptionFields).active !== false) return { kind: 'subscribed' };
  await subscription.unsubscribe();
  return save(store, await subscribe());
}

/** Of this worker itself (which has no container to ask), or of the page's worker once it is ready. */
async function registrationHere(): Promise<ServiceWorkerRegistration> {
  const { registration } = globalThis as { registration?: ServiceWorkerRegistration };
  return registration ?? navigator.serviceWorker.ready;
}

export const recordIdOf = (store: PersonStore, subscription: PushSubscription): string =>
  uuid5(store.device_id, subscription.endpoint);

async function save(store: PersonStore, subscription: PushSubscription): Promise<Subscribed> {
  const { endpoint = '', keys } = subscription.toJSON();
  const fields = { endpoint, p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' };
  const record_id = recordIdOf(store, subscription);
  const saved = await makeChange(store, { kind: 'save_subscription', fields, record_id });
  return saved.kind === 'saved' ? { kind: 'subscribed' } : { kind: 'failed', message: saved.why };
}

/** Signed out: this phone's alerts are given back, so that the next person does not get them. */
export async function endSubscription(): Promise<void> {
  if (alertsPermission() !== 'granted') return;
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  await subscription?.unsubscribe();
}

/** Alerts that were put on the lock screen: a fact for those who wait for them to be read. */
export async function tellShown({ device, store }: Pick<Phone, 'device' | 'store'>): Promise<void> {
  if (!store) return;
  for (const { id, at } of await readShown(device)) {
    const alert = await readRecord(store, id);
    if (alert?.type !== 'alert') continue; // not pulled yet, or not this person's
    const occurred_at = at;
    const change = { kind: 'mark_alert_shown' as const, record_id: id, fields: {}, occurred_at };
    if (!(alert.fields as AlertFields).shown_at) await makeChange(store, change);
    await forgetShown(device, id);
  }
}

/**
 * For the worker: where to is written down before a window is opened. Where none was, it is forgotten: the app,
 * opened by its person days later, must not go somewhere else than they tapped.
 */
export async function openWindowAt(path: string, open: () => Promise<unknown>): Promise<void> {
  const device = openDevice();
  await attempt(() => saveKept(device, 'pending_goto', path));
  try {
    await open();
  } catch (error) {
    await attempt(() => deleteKept(device, 'pending_goto'));
    throw error;
  } finally {
    device.connection.close();
  }
}
