/** Promise 4 on the lock screen: fixed words, no name, always something shown; a tap leads to the alert. */
import { beforeEach, describe, expect, test } from 'vitest';
import { openDevice, readKept } from '../../pwa/src/store';
import { countConnections } from './kit';

interface Shown {
  title: string;
  options: NotificationOptions;
}

const shown: Shown[] = [];
const opened: string[] = [];
const posted: unknown[] = [];
let windows: object[] = [];

/** The worker's surroundings, as far as alerts touch them. */
Object.assign(globalThis, {
  self: {
    registration: {
      showNotification: (title: string, options: NotificationOptions) => {
        shown.push({ title, options });
        return Promise.resolve();
      },
    },
    clients: {
      matchAll: () => Promise.resolve(windows),
      openWindow: (path: string) => Promise.resolve(opened.push(path)),
    },
  },
});

const { openAlert, showAlert } = await import('../../pwa/src/worker/alerts');

const push = (value: unknown) => ({ json: () => value }) as Parameters<typeof showAlert>[0];
const broken = { json: () => JSON.parse('{not json') as unknown } as Parameters<
  typeof showAlert
>[0];
const tapped = (data: unknown) => ({ data, close: () => undefined }) as unknown as Notification;
const aWindow = () => ({
  postMessage: (message: unknown) => posted.push(message),
  focus: () => Promise.resolve(),
});

beforeEach(() => {
  for (const list of [shown, opened, posted]) list.length = 0;
  windows = [];
});

describe('a push shows', () => {
  test.each([
    ['slot_confirmed', 'A strategy discussion is confirmed'],
    ['request_returned', 'A request was returned to you'],
    ['request_withdrawn', 'A request was withdrawn'],
    ['request_authorised', 'A request was authorised'],
    ['request_waiting', 'A request is waiting for you'],
    ['urgent_held_back', 'Urgent: something from a lost phone is waiting for you'],
    ['of a later release', 'Something is new in Doorstep'],
  ])('%s', async (kind, title) => {
    await showAlert(push({ kind, id: 'a1', name: 'Robin Example', pad: '   ' }));

    expect(shown).toMatchObject([{ title, options: { tag: 'a1', data: { kind, id: 'a1' } } }]);
    expect(JSON.stringify(shown)).not.toContain('Robin');
  });

  test.each([
    ['an empty one', null],
    ['one that cannot be read', broken],
    ['one that is no object', push('text')],
    ['one with an id that is none', push({ kind: 'x', id: 7 })],
  ])('something for %s', async (_name, data) => {
    await showAlert(data);

    expect(shown).toHaveLength(1);
  });

  test('the same for the declarative shape', async () => {
    const data = { kind: 'slot_confirmed', id: 'a2' };
    await showAlert(push({ web_push: 8030, notification: { title: 'x', data } }));

    expect(shown[0]).toMatchObject({ title: 'A strategy discussion is confirmed' });
    expect(shown[0]?.options.tag).toBe('a2');
  });

  test('and open windows are told to look', async () => {
    windows = [aWindow()];

    await showAlert(push({ kind: 'slot_confirmed', id: 'a1' }));

    expect(posted).toEqual(['alert']);
  });
});

test('a push leaves no connection to the database behind', async () => {
  const open = countConnections();

  await showAlert(push({ kind: 'slot_confirmed', id: 'a1' }));

  expect(open()).toBe(0);
});

describe('a tap', () => {
  test('takes an open window there', async () => {
    windows = [aWindow()];

    await openAlert(tapped({ kind: 'slot_confirmed', id: 'a1' }));

    expect(posted).toEqual([{ goto: '/#/alerts/a1' }]);
    expect(opened).toEqual([]);
  });

  test('opens one where there is none, and writes down where to, for phones that forget', async () => {
    await openAlert(tapped({ kind: 'slot_confirmed', id: 'a1' }));

    expect(opened).toEqual(['/#/alerts/a1']);
    expect(await readKept(openDevice(), 'pending_goto')).toBe('/#/alerts/a1');
  });

  test('on one without an id leads to all alerts', async () => {
    await openAlert(tapped({ kind: '', id: null }));

    expect(opened).toEqual(['/#/alerts']);
  });
});
