/** Alerts that go on: a subscription the browser replaced is told to the server by an unlocked page. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readOutbox, saveSession } from '../../pwa/src/store';
import { lock, openPhone, renewSubscription, type Phone } from '../../pwa/src/sync';
import { aPhone, unlockedPhone, unreachable, worker } from './kit';

const endpoint = 'https://push.example/1';
const subscription = { endpoint, toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }) };
const registration = { pushManager: { getSubscription: () => Promise.resolve(subscription) } };

let phone: Phone;
beforeEach(async () => {
  const { device } = await aPhone();
  const tokens = { access_token: 'a', refresh_token: 'r', push_key: 'k' };
  await saveSession(device, { person_id: worker.id, ...tokens, ended: false });
  phone = await unlockedPhone(await openPhone(() => Promise.resolve(unreachable)));
  vi.stubGlobal('Notification', { permission: 'granted' });
  vi.stubGlobal('PushManager', Object);
});
afterEach(() => vi.unstubAllGlobals());

const kinds = async () =>
  (await readOutbox(phone.store!)).waiting.map((row) => row.change.kind as string);

test('locked, it waits for the unlock', async () => {
  vi.stubGlobal('navigator', { serviceWorker: { ready: Promise.resolve(registration) } });
  await lock(phone);

  await renewSubscription(phone);
  expect(phone.lock).toBe('locked');

  await unlockedPhone(phone);
  await vi.waitFor(async () => expect(await kinds()).toEqual(['save_subscription']));
});

test('it is told once', async () => {
  vi.stubGlobal('navigator', { serviceWorker: { ready: Promise.resolve(registration) } });

  await renewSubscription(phone);
  await renewSubscription(phone);

  expect(await kinds()).toEqual(['save_subscription']);
});
