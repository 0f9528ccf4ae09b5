/** The service worker: a list of events. */
import { renewSubscription, syncNow, SYNC_TAG, withPhone, type Phone } from '../sync';
import { openAlert, showAlert } from './alerts';
import { keepShell, serveShell, takeOver } from './shell';

declare const self: ServiceWorkerGlobalScope;

interface SyncEvent extends ExtendableEvent {
  tag: string;
}

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell());
});
self.addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});
self.addEventListener('fetch', (event) => {
  serveShell(event);
});
self.addEventListener('message', (event) => {
  if (event.data === 'skip-waiting') event.waitUntil(self.skipWaiting());
});
self.addEventListener('sync' as 'message', (event) => {
  const { tag } = event as unknown as SyncEvent;
  if (tag === SYNC_TAG) event.waitUntil(sendOutbox());
});
self.addEventListener('push', (event) => {
  event.waitUntil(showAlert(event.data));
});
self.addEventListener('notificationclick', (event) => {
  event.waitUntil(openAlert(event.notification));
});
self.addEventListener('pushsubscriptionchange', (event) => {
  (event as ExtendableEvent).waitUntil(withPhone(tellNewSubscription));
});

/** No page may be open for days: it is sent from here. */
async function tellNewSubscription(phone: Phone): Promise<void> {
  await renewSubscription(phone);
  await syncNow(phone);
}

/** Rejected while something still waits, so that the browser tries again by itself. */
async function sendOutbox(): Promise<void> {
  const drained = await withPhone(syncNow);
  if (drained.kind === 'stopped') throw new Error(drained.trouble);
}
