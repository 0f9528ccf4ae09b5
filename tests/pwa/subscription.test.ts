/** Alerts that go on: a subscription the browser replaced is told to the server by an unlocked page. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readOutbox, saveSession } from '../../pwa/src/store';
import { uuid5 } from '../../pwa/src/domain';
import {
  askForTestAlert,
  lock,
  openPhone,
  readAlertsTried,
  renewSubscription,
  saveAlertsTried,
  type Phone,
} from '../../pwa/src/sync';
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

const worker_here = {
  ready: Promise.resolve(registration),
  getRegistration: () => Promise.resolve(registration),
};

test('a test alert is asked for where alerts are on; its id is known before it comes', async () => {
  vi.stubGlobal('navigator', { serviceWorker: worker_here });
  await renewSubscription(phone);

  const id = await askForTestAlert(phone);

  const [subscribed, asked] = (await readOutbox(phone.store!)).waiting.map((row) => row.change);
  expect(asked).toMatchObject({ kind: 'ask_for_test_alert', record_id: subscribed?.record_id });
  expect(asked?.depends_on).toEqual([subscribed?.id]);
  expect(id).toBe(uuid5(asked?.id ?? '', 'test_alert'));
});

test('what the person said of it counts while alerts are on, and that they do not want any always', async () => {
  vi.stubGlobal('navigator', { serviceWorker: worker_here });
  expect(await readAlertsTried(phone)).toBeNull();
  await saveAlertsTried(phone, 'arrived');
  expect(await readAlertsTried(phone)).toBeNull();
  await renewSubscription(phone);
  expect(await readAlertsTried(phone)).toBe('arrived');

  vi.stubGlobal('Notification', { permission: 'denied' });
  expect(await readAlertsTried(phone)).toBeNull();
  await saveAlertsTried(phone, 'later');
  expect(await readAlertsTried(phone)).toBe('later');
});
