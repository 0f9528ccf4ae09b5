/** A new version of the app: told, never forced, and never in the middle of a form or a send. */
import { attempt, deleteKept, outboxLock, readKept, saveKept, withLock } from '../store';
import { watchState, type Phone } from './phone';

export interface AppVersion {
  /** A new version is ready and waits for the person. */
  ready: boolean;
  /** Everything needed to start without signal is on the phone. */
  offline_ready: boolean;
  /** It has waited so long that it is taken at the next lock, or when the app is opened. */
  overdue: boolean;
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
  take(): Promise<void>;
}

interface Held {
  phone: Phone;
  /** Since when a version waits; null while none is known to. */
  since: number | null;
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
export function watchAppVersion(phone: Phone): AppUpdates {
  const hearers = new Set<Hear>();
  const held: Held = { phone, since: null, registration: null, ...at_first, hearers };
  void register(held);
  watchState(phone, () => void takeOverdue(held));
  return {
    version: () => versionOf(held),
    watch: (hear) => watch(held, hear),
    formOpened: () => {
      countForms(held, 1);
    },
    formClosed: () => {
      countForms(held, -1);
    },
    take: () => takeNew(held),
  };
}

function watch(held: Held, hear: Hear): () => void {
  held.hearers.add(hear);
  hear(versionOf(held));
  return () => void held.hearers.delete(hear);
}

const at_first = { forms: 0, asked_here: false, taken: false };

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
        void noteWaiting(held);
      });
    });
    tell(held);
    await noteWaiting(held);
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

/** Kept on the disk: each start would give it another three days. */
async function noteWaiting(held: Held): Promise<void> {
  const { device } = held.phone;
  await attempt(async () => {
    if (!isWaiting(held)) return deleteKept(device, 'new_version_at');
    const known = await readKept(device, 'new_version_at');
    if (known === null) await saveKept(device, 'new_version_at', new Date().toISOString());
    held.since = known === null ? Date.now() : Date.parse(known);
  });
  tell(held);
  await takeOverdue(held);
}

const isWaiting = ({ registration }: Held): boolean =>
  Boolean(registration?.waiting && navigator.serviceWorker.controller);

const THREE_DAYS = 3 * 24 * 3_600_000;

/** Put off long enough, or the server wants no older one. (A clock that was changed by days counts as long.) */
export const isOverdue = (since: number | null, too_old: boolean, now: number): boolean =>
  since !== null && (too_old || Math.abs(now - since) > THREE_DAYS);

/** Locked, nobody is in the middle of anything; but a call that is being written down there is finished first. */
async function takeOverdue(held: Held): Promise<void> {
  const { phone, since, asked_here } = held;
  const is_quiet = phone.lock !== 'open' && phone.device.written.size === 0;
  if (asked_here || !is_quiet || !isWaiting(held)) return;
  if (isOverdue(since, phone.state.too_old, Date.now())) await takeNew(held);
}

async function takeNew(held: Held): Promise<void> {
  const { phone } = held;
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
  const { registration, forms, phone, since } = held;
  return {
    ready: isWaiting(held) && forms === 0,
    overdue: isOverdue(since, phone.state.too_old, Date.now()),
    offline_ready: Boolean(registration?.active),
    reload: held.taken,
  };
}
