/** The app's own files, kept for starting without signal: all of a version or none of it. */
declare const self: ServiceWorkerGlobalScope;
declare const __PRECACHE__: [path: string, sha256: string][];
declare const __VERSION__: string;

const SHELL = `shell-${__VERSION__}`;

/** Every file is checked by its hash: a Wi-Fi sign-in page can never become app code. */
export async function keepShell(): Promise<void> {
  const in_use = await caches.has(SHELL); // only the worker itself has changed
  const cache = await caches.open(SHELL);
  try {
    await Promise.all(__PRECACHE__.map(([path, sha256]) => keepFile(cache, path, sha256)));
  } catch (error) {
    if (!in_use) await caches.delete(SHELL);
    throw error;
  }
}

async function keepFile(cache: Cache, path: string, sha256: string): Promise<void> {
  const never_changes = path.startsWith('/assets/');
  const kept = never_changes ? await caches.match(path) : undefined;
  const integrity = `sha256-${sha256}`;
  const cache_mode = never_changes ? 'default' : 'no-cache'; // the page has just fetched it
  const file = kept ?? (await fetch(path, { cache: cache_mode, integrity, redirect: 'error' }));
  if (!file.ok) throw new Error(path);
  await cache.put(path, file);
}

export async function takeOver(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('shell-') && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

const files = new Map(__PRECACHE__);
/** Pages of the server, not of the app. */
const not_app =
  /^\/(sync|sign-in|sign-out|refresh|me|devices|demo|answer|health|ready|openapi\.json|metrics)(\/|$)/;

/** The app's files from the phone; everything else is left to the network. An unknown asset is never index.html. */
export function serveShell(event: FetchEvent): void {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  const is_page = event.request.mode === 'navigate' && !not_app.test(url.pathname);
  const path = is_page && !files.has(url.pathname) ? '/index.html' : url.pathname;
  if (files.has(path)) event.respondWith(fromShell(path, event.request));
}

/**
 * Only this version's files: pages and their parts never mix. A page can write into this cache, so whoever had
 * the page once could leave their own app here: what is kept is checked each time before it is used.
 */
async function fromShell(path: string, request: Request): Promise<Response> {
  const cache = await caches.open(SHELL);
  const kept = await cache.match(path);
  if (kept && (await isOurs(path, kept.clone()))) return kept;
  const integrity = `sha256-${files.get(path) ?? ''}`;
  return fetch(kept ? new Request(path, { integrity, cache: 'no-cache' }) : request);
}

async function isOurs(path: string, file: Response): Promise<boolean> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
  return btoa(String.fromCharCode(...hash)) === files.get(path);
}
