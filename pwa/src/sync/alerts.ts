/** Alerts: asked for from a tap, told to the server as a change, told again at each start. */
import { uuid5, type AlertFields, type Change } from '../domain';
import { makeChange, openDevice, readRecord, readSession, saveKept, type Saved } from '../store';
import type { Phone } from './phone';

export type Subscribed =
  | { kind: 'subscribed'; change: Change }
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

/** Must be called straight from a tap. */
export async function subscribeToAlerts(phone: Phone): Promise<Subscribed> {
  if (alertsPermission() === 'not-supported') {
    return { kind: 'not-supported', install_first: !isInstalled() };
  }
  if ((await Notification.requestPermission()) !== 'granted') return { kind: 'denied' };
  return saveSubscription(phone);
}

/** Subscriptions die silently: at each start, where alerts were allowed, the server is told again if it changed. */
export async function renewSubscription(phone: Phone): Promise<void> {
  if (phone.store && alertsPermission() === 'granted') await saveSubscription(phone);
}

async function saveSubscription(phone: Phone): Promise<Subscribed> {
  const { store, person } = phone;
  const session = person && (await readSession(phone.device, person.id));
  if (!store || !session?.push_key) return { kind: 'failed', message: 'not-signed-in' };
  try {
    const keys = (await pushSubscription(session.push_key)).toJSON();
    return resultOf(await tellServer(store, keys));
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return error.name === 'NotAllowedError'
      ? { kind: 'denied' }
      : { kind: 'failed', message: error.name };
  }
}

async function pushSubscription(push_key: string): Promise<PushSubscription> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const already = await pushManager.getSubscription();
  return (
    already ?? pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: push_key })
  );
}

async function tellServer(
  store: NonNullable<Phone['store']>,
  keys: PushSubscriptionJSON,
): Promise<Saved<Change>> {
  const fields = {
    endpoint: keys.endpoint ?? '',
    p256dh: keys.keys?.['p256dh'] ?? '',
    auth: keys.keys?.['auth'] ?? '',
  };
  const record_id = uuid5(store.device_id, fields.endpoint);
  const known = await readRecord(store, record_id);
  if (known) return { kind: 'saved', value: {} as Change };
  return makeChange(store, { kind: 'save_subscription', fields, record_id });
}

const resultOf = (saved: Saved<Change>): Subscribed =>
  saved.kind === 'saved'
    ? { kind: 'subscribed', change: saved.value }
    : { kind: 'failed', message: saved.why };

const isInstalled = (): boolean =>
  typeof matchMedia !== 'undefined' && matchMedia('(display-mode: standalone)').matches;

/** The alert was put on the lock screen: a fact for those who wait for it to be read. */
export async function markShown(phone: Phone, alert_id: string): Promise<boolean> {
  const alert = phone.store && (await readRecord(phone.store, alert_id));
  if (!phone.store || alert?.type !== 'alert') return false;
  if ((alert.fields as AlertFields).shown_at) return false;
  await makeChange(phone.store, { kind: 'mark_alert_shown', record_id: alert_id, fields: {} });
  return true;
}

/** For the worker, before it opens a window. */
export async function savePendingGoto(path: string): Promise<void> {
  const device = openDevice();
  await saveKept(device, 'pending_goto', path);
  device.connection.close();
}
