/** When sync runs: on each change, on open, in the foreground, online, on an alert, and while anything waits. */
import { attempt, in_worker, keepCalling, listen, type PersonStore } from '../store';
import { renewSubscription, tellShown } from './alerts';
import { backOff } from './back-off';
import { obey } from './orders';
import { drain, type Drained } from './drain';
import { browserNetwork } from './network';
import { introduce, keepContact, meetLetterbox } from './letterbox';
import { postForOthers } from './others';
import {
  noteTrouble,
  openPhone,
  openSafely,
  refreshState,
  routeOf,
  setState,
  watchState,
  type Phone,
} from './phone';
import { sendPictures } from './pictures';
import { lock } from './vaults';
import type { Line } from './send';
import type { Trouble } from './state';

const HELD_AGAIN = 60_000;
const POLL = 5 * 60_000;
const BUSY_AGAIN = 1_000;
export const SYNC_TAG = 'doorstep-outbox';

let timer: ReturnType<typeof setTimeout> | undefined;

/** Starts listening and runs once; returns the function that stops it. For a page, not the worker. */
export function startSyncing(phone: Phone): () => void {
  const stop = listenToTabs(phone);
  const ending = new AbortController();
  listenToBrowser(phone, ending.signal);
  const unwatch = watchState(phone, ({ activity, trouble }) => {
    if (activity === 'idle' && trouble === null) void sendPictures(phone);
  });
  void syncNow(phone);
  void renewSubscription(phone);
  return () => {
    stop();
    unwatch();
    ending.abort();
    clearTimeout(timer);
  };
}

/** What another tab did, or this one. */
export function listenToTabs(phone: Phone): () => void {
  const run = () => void syncNow(phone);
  return listen((topic) => {
    if (topic === 'lock') void lock(phone);
    else if (topic === 'device') void openSafely(phone).then(run);
    else void refreshState(phone).then(() => topic === 'outbox' && run());
  });
}

/** Signal that comes back, or a worker who looks, wipes out earlier failures: the next wait is short. */
function listenToBrowser(phone: Phone, signal: AbortSignal): void {
  const run = () => void syncNow(phone);
  const afresh = () => {
    phone.failures = 0;
    run();
  };
  const seen = () => {
    if (document.visibilityState === 'visible') afresh();
  };
  const told = (event: MessageEvent) => {
    goWhereTapped(event.data);
    if (event.data === 'subscription') void renewSubscription(phone);
    run();
  };
  addEventListener('online', afresh, { signal });
  document.addEventListener('visibilitychange', seen, { signal });
  navigator.serviceWorker?.addEventListener('message', told, { signal });
}

/** An alert was tapped while a window was open: that window goes there. */
function goWhereTapped(message: unknown): void {
  const { goto } = (message ?? {}) as { goto?: unknown };
  if (typeof goto === 'string') location.hash = routeOf(goto);
}

/** For the worker: opened for one event and closed after it, so that no connection outlives it. */
export async function withPhone<T>(work: (phone: Phone) => Promise<T>): Promise<T> {
  const phone = await openPhone(browserNetwork, true);
  try {
    return await work(phone);
  } finally {
    while (phone.running) await phone.running;
    clearTimeout(timer);
    phone.store?.connection.close();
    phone.device.connection.close();
  }
}

/** Sends and gets all there is; the state tells how it ended. Asked again meanwhile, it runs once more. */
export async function syncNow(phone: Phone): Promise<Drained> {
  if (phone.running) {
    phone.again = true;
    return phone.running;
  }
  phone.running = runOnce(phone);
  try {
    return await phone.running;
  } finally {
    phone.running = null;
    if (phone.again) void syncNow(phone);
  }
}

async function runOnce(phone: Phone): Promise<Drained> {
  clearTimeout(timer);
  phone.again = false;
  const { store } = phone;
  if (!store) return { kind: 'done', held: 0 };
  await attempt(() => introduce(phone));
  const drained = await drainSafely(phone, lineOf(phone, store));
  if (phone.lock !== 'open' && drained.kind === 'done') await attempt(() => keepContact(phone));
  if (phone.store === store) await attempt(() => conclude(phone, drained));
  if (drained.kind === 'done') await goOn(phone);
  return drained;
}

/** After what waits: nothing urgent stands behind it. Storage that fails was told by the drain. */
async function goOn(phone: Phone): Promise<void> {
  await attempt(async () => {
    await meetLetterbox(phone);
    if (!in_worker && phone.lock === 'open') await tellShown(phone);
    await postForOthers(phone);
  });
}

function lineOf(phone: Phone, store: PersonStore): Line {
  const { device, network, waits, failures } = phone;
  const now = () => new Date();
  const tell = (activity: 'sending' | 'getting') => {
    setState(phone, { activity, next_try_at: null });
  };
  const pulls = phone.lock === 'open';
  return { device, store, network, now, tell, failures, waits, pulls };
}

/** Storage that fails is a state to show, not a rejection to lose. */
async function drainSafely(phone: Phone, line: Line): Promise<Drained> {
  const safely = await attempt(async () => {
    const drained = await drain(line);
    if (!in_worker && drained.kind === 'done' && line.pulls)
      await keepCalling(line.device, line.store);
    return drained;
  });
  if (safely.kind === 'saved') {
    const was_ours = phone.state.trouble === 'storage'; // a page that could not save says itself when it can
    if (was_ours && safely.value.kind === 'done') noteTrouble(phone, null);
    return safely.value;
  }
  noteTrouble(phone, safely.why);
  return { kind: 'stopped', trouble: 'storage', retry_after_ms: null };
}

async function conclude(phone: Phone, drained: Drained): Promise<void> {
  phone.failures = drained.kind === 'stopped' ? phone.failures + 1 : 0;
  await refreshState(phone);
  if (await obey(phone, drained)) return;
  const wait = waitFor(phone, drained);
  const next_try_at = wait === null ? null : new Date(Date.now() + wait).toISOString();
  setState(phone, { activity: 'idle', trouble: troubleAfter(phone, drained), next_try_at });
  if (wait !== null) timer = setTimeout(() => void syncNow(phone), wait);
  if (phone.state.waiting > 0) await askBackgroundSync();
}

/** Another tab is at it: what is known here still holds until it is through. */
function troubleAfter(phone: Phone, drained: Drained): Trouble | null {
  if (drained.kind === 'busy') return phone.state.trouble;
  return drained.kind === 'stopped' ? drained.trouble : null;
}

function waitFor(phone: Phone, drained: Drained): number | null {
  if (drained.kind === 'busy') return phone.state.waiting > 0 ? BUSY_AGAIN : POLL;
  if (drained.kind === 'done') return drained.held > 0 ? HELD_AGAIN : POLL;
  if (drained.trouble === 'sign-in-needed' || drained.trouble === 'update-needed') return null;
  const urgent = phone.state.urgent_waiting > 0;
  const { retry_after_ms } = drained;
  return backOff({ failures: phone.failures, urgent, retry_after_ms }, Math.random());
}

interface SyncManager {
  register(tag: string): Promise<void>;
}

/** Where the browser has it: it wakes the worker when there is signal, with the app closed. */
async function askBackgroundSync(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  const manager = (registration as { sync?: SyncManager } | undefined)?.sync;
  await manager?.register(SYNC_TAG).catch(() => undefined); // a permission some browsers withhold
}
