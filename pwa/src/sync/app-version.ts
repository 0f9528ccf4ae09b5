/** A new version of the app: told, never forced, and never in the middle of a form or a send. */
import { outboxLock, withLock } from '../store';
import type { Phone } from './phone';

export interface AppVersion {
  /** A new version is ready and waits for the person. */
  ready: boolean;
  /** Everything needed to start without signal is on the phone. */
  offline_ready: boolean;
  /** Another tab took the new version: this one must be reloaded when its form is done. */
  reload: boolean;
}

export interface AppUpdates {
  version(): AppVersion;
  watch(hear: (version: AppVersion) => void): () => void;
  /** While a form is open the banner waits. */
  formOpened(): void;
  formClosed(): void;
  /** Takes the new version and reloads, once nothing is being sent. */
  take(phone: Phone): Promise<void>;
}

interface Held {
  registration: ServiceWorkerRegistration | null;
  forms: number;
  asked_here: boolean;
  taken: boolean;
  hearers: Set<(version: AppVersion) => void>;
}

/** One policy, for the one script address that may be given to the browser as text. */
function workerUrl(): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  const policy = types?.createPolicy('doorstep-worker', {
    createScriptURL: (url) => {
      if (url !== '/sw.js') throw new TypeError(url);
      return url;
    },
  });
  return (policy?.createScriptURL('/sw.js') ?? '/sw.js') as string;
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): unknown };
}

/** Registers the service worker and watches for new versions. Call once, at start. */
export function watchAppVersion(): AppUpdates {
  const hearers = new Set<Hear>();
  const held: Held = { registration: null, forms: 0, asked_here: false, taken: false, hearers };
  void register(held);
  return {
    version: () => versionOf(held),
    watch: (hear) => {
      hearers.add(hear);
      hear(versionOf(held));
      return () => void hearers.delete(hear);
    },
    formOpened: () => {
      countForms(held, 1);
    },
    formClosed: () => {
      countForms(held, -1);
    },
    take: (phone) => takeNew(held, phone),
  };
}

type Hear = (version: AppVersion) => void;

function tell(held: Held): void {
  for (const hear of held.hearers) hear(versionOf(held));
}

function countForms(held: Held, by: number): void {
  held.forms += by;
  tell(held);
}

async function register(held: Held): Promise<void> {
  if (typeof navigator === 'undefined' || !('serviceWorker' in navigator)) return;
  reloadOnTakeOver(held);
  try {
    const options = { updateViaCache: 'none' } as const;
    const registration = await navigator.serviceWorker.register(workerUrl(), options);
    held.registration = registration;
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', () => {
        tell(held);
      });
    });
    tell(held);
    await navigator.serviceWorker.ready;
    tell(held);
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof DOMException)) throw error;
  }
}

/** The first worker taking over is no new version; any later one is, and only the tab that asked reloads. */
function reloadOnTakeOver(held: Held): void {
  let controlled = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (controlled && held.asked_here) location.reload();
    held.taken ||= controlled;
    controlled = true;
    tell(held);
  });
}

async function takeNew(held: Held, phone: Phone): Promise<void> {
  const waiting = held.registration?.waiting;
  if (!waiting) return;
  held.asked_here = true;
  const take = () => {
    waiting.postMessage('skip-waiting');
    return Promise.resolve();
  };
  await (phone.person ? withLock(outboxLock(phone.person.id), take) : take());
}

function versionOf(held: Held): AppVersion {
  const { registration, forms } = held;
  const has_new = Boolean(registration?.waiting && navigator.serviceWorker.controller);
  return {
    ready: has_new && forms === 0,
    offline_ready: Boolean(registration?.active),
    reload: held.taken,
  };
}
