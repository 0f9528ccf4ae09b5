/** The service worker: a list of events. */
import { postForOthers, syncNow, SYNC_TAG, withPhone } from '../sync';
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
  (event as ExtendableEvent).waitUntil(tellWindows());
});

/** Only an unlocked page can tell the server; each unlock looks whether there is something to tell. */
async function tellWindows(): Promise<void> {
  for (const client of await self.clients.matchAll({ type: 'window' })) {
    client.postMessage('subscription');
  }
}

/** Rejected while something still waits, so that the browser tries again by itself. */
async function sendOutbox(): Promise<void> {
  const drained = await withPhone(syncNow);
  if (drained.kind === 'stopped') throw new Error(drained.trouble);
  const others = await withPhone(postForOthers);
  if (others.kind === 'stopped') throw new Error(others.trouble);
}
