"""Scripts that a journey runs in the page."""

WORKER_READY = """
Promise.race([
  navigator.serviceWorker.ready.then(() => true),
  new Promise((_, reject) => setTimeout(() => reject(new Error('no service worker')), 30000)),
])
"""
WRITTEN_DOWN = """
async () => {
  const { held = [], pending = [] } = (await navigator.locks?.query()) ?? {};
  const names = [...held, ...pending].map(({ name }) => name);
  const writing = names.filter((name) => /^doorstep-(store|signed-out-calls)/.test(name));
  for (const name of new Set(writing)) await navigator.locks.request(name, () => undefined);
}
"""
"""Waits for its turn behind each write that the page has begun."""

NO_ROOM = """
() => {
  const full = () => { throw new DOMException('No room', 'QuotaExceededError'); };
  IDBObjectStore.prototype.put = full;
  IDBObjectStore.prototype.add = full;
}
"""
CALLS = """
[...document.querySelectorAll("a[href^='tel:']")]
  .filter((link) => link.checkVisibility({ visibilityProperty: true }))
  .map((link) => link.getAttribute('href'))
"""
A_SLOW_PHONE = """
const now = performance.now.bind(performance);
performance.now = () => 50 * now();
"""
"""It finds itself too slow for more than one round of work on a PIN, the least on any phone."""
