/** Turning alerts on, and trying whether they reach this phone: asked of its person, and answered by them. */
import { uuid5, type SubscriptionFields } from '../domain';
import { makeChange, readKept, readRecord, saveKept, type AlertsTried } from '../store';
import { alertsPermission, recordIdOf, saveSubscription, type Subscribed } from './alerts';
import type { Phone } from './phone';

/** Must be called straight from a tap. */
export async function subscribeToAlerts(phone: Phone): Promise<Subscribed> {
  if (alertsPermission() === 'not-supported') {
    return { kind: 'not-supported', install_first: !isInstalled() };
  }
  if ((await Notification.requestPermission()) !== 'granted') return { kind: 'denied' };
  return saveSubscription(phone);
}

/** On for this person on this phone: allowed, subscribed, and told to the server or waiting to be told. */
export async function areAlertsOn({ store }: Pick<Phone, 'store'>): Promise<boolean> {
  if (!store || alertsPermission() !== 'granted') return false;
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  if (!subscription) return false;
  const known = await readRecord(store, recordIdOf(store, subscription));
  return known !== null && (known.fields as SubscriptionFields).active !== false;
}

/** One alert to this phone alone, and the id that it will have. Null where alerts are not on, or nothing can be saved. */
export async function askForTestAlert({ store }: Pick<Phone, 'store'>): Promise<string | null> {
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  if (!store || !subscription) return null;
  const record_id = recordIdOf(store, subscription);
  const saved = await makeChange(store, { kind: 'ask_for_test_alert', record_id, fields: {} });
  return saved.kind === 'saved' ? uuid5(saved.value.id, 'test_alert') : null;
}

/** What the person said of it; said of one that came, it was opened. */
export async function saveAlertsTried(
  { device, store }: Pick<Phone, 'device' | 'store'>,
  tried: AlertsTried,
  alert_id: string | null = null,
): Promise<void> {
  if (!store) return;
  await saveKept(device, `alerts_tried:${store.person.id}`, tried);
  const came = tried === 'arrived' && alert_id ? await readRecord(store, alert_id) : null;
  if (came) await makeChange(store, { kind: 'mark_alert_opened', record_id: came.id, fields: {} });
}

/** Null: not asked yet, or alerts have been turned off since. */
export async function readAlertsTried(
  phone: Pick<Phone, 'device' | 'store'>,
): Promise<AlertsTried | null> {
  const { device, store } = phone;
  const tried = store && (await readKept(device, `alerts_tried:${store.person.id}`));
  return tried === 'later' || (await areAlertsOn(phone)) ? tried : null;
}

const isInstalled = (): boolean =>
  typeof matchMedia !== 'undefined' && matchMedia('(display-mode: standalone)').matches;
