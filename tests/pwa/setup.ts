/** Every test starts with a phone just taken out of its box. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach } from 'vitest';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** Node has no address of its own. */
Object.defineProperty(globalThis, 'location', {
  value: new URL('https://doorstep.example/'),
  configurable: true,
  writable: true,
});
