/** The one place that touches the network: what comes of each answer, and what goes out. */
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { browserNetwork } from '../../pwa/src/sync';
import { backOff } from '../../pwa/src/sync/back-off';

const real = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = real;
});

const asked = { method: 'POST', path: '/sync', timeout_ms: 1_000 } as const;

function answering(answer: () => Promise<Response>): RequestInit[] {
  const sent: RequestInit[] = [];
  globalThis.fetch = (_path, init) => {
    sent.push(init ?? {});
    return answer();
  };
  return sent;
}

describe('an answer', () => {
  test('is read with its status and how long to wait', async () => {
    answering(() =>
      Promise.resolve(new Response('{"a":1}', { status: 503, headers: { 'Retry-After': '7' } })),
    );

    const reply = await browserNetwork(asked);

    const told = { order: null, minimum_release: null };
    expect(reply).toMatchObject({
      kind: 'answer',
      status: 503,
      body: { a: 1 },
      retry_after_ms: 7_000,
      told,
    });
  });

  test('is read with what it tells this phone to do', async () => {
    const headers = { 'Doorstep-Order': 'sign-out', 'Doorstep-Minimum-Release': '2.0' };
    answering(() => Promise.resolve(new Response('{}', { status: 401, headers })));

    const reply = await browserNetwork(asked);

    expect(reply).toMatchObject({ told: { order: 'sign-out', minimum_release: '2.0' } });
  });

  test('that is a page of a captive portal is none', async () => {
    answering(() => Promise.resolve(new Response('<html>Welcome', { status: 200 })));

    expect(await browserNetwork(asked)).toEqual({ kind: 'nothing', why: 'not-json' });
  });

  test('may be empty', async () => {
    answering(() => Promise.resolve(new Response(null, { status: 204 })));

    expect(await browserNetwork(asked)).toMatchObject({ kind: 'answer', status: 204, body: null });
  });

  test('that does not come is no signal', async () => {
    answering(() => Promise.reject(new TypeError('Failed to fetch')));

    expect(await browserNetwork(asked)).toEqual({ kind: 'nothing', why: 'unreachable' });
  });

  test('that takes too long is given up', async () => {
    globalThis.fetch = (_path, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => {
          reject(init.signal?.reason as Error);
        });
      });

    expect(await browserNetwork({ ...asked, timeout_ms: 10 })).toEqual({
      kind: 'nothing',
      why: 'timeout',
    });
  });

  test('that comes slowly is waited for as long as something comes', async () => {
    const pieces = ['{"a"', ':', '1}'];
    const body = new ReadableStream({
      pull: async (controller) => {
        await new Promise((resolve) => setTimeout(resolve, 60));
        const piece = pieces.shift();
        if (piece === undefined) controller.close();
        else controller.enqueue(new TextEncoder().encode(piece));
      },
    });
    answering(() => Promise.resolve(new Response(body)));

    expect(await browserNetwork({ ...asked, timeout_ms: 150 })).toMatchObject({ body: { a: 1 } });
  });

  test('that breaks off half way is given up too', async () => {
    const body = new ReadableStream({
      start: (controller) => {
        controller.error(new TypeError('terminated'));
      },
    });
    answering(() => Promise.resolve(new Response(body)));

    expect(await browserNetwork(asked)).toEqual({ kind: 'nothing', why: 'unreachable' });
  });
});

describe('a request', () => {
  test('that is small goes as it is', async () => {
    const sent = answering(() => Promise.resolve(new Response('{}')));

    await browserNetwork({ ...asked, body: { small: true } });

    expect(sent[0]?.body).toBe('{"small":true}');
    expect(sent[0]).toMatchObject({ redirect: 'error', cache: 'no-store' });
  });

  test('that is large is pressed together', async () => {
    const sent = answering(() => Promise.resolve(new Response('{}')));
    const body = { text: 'long '.repeat(5_000) };

    await browserNetwork({ ...asked, body });

    const pressed = Buffer.from(sent[0]?.body as ArrayBuffer);
    expect(sent[0]?.headers).toMatchObject({ 'Content-Encoding': 'gzip' });
    expect(pressed.length).toBeLessThan(1_000);
    expect(JSON.parse(gunzipSync(pressed).toString())).toEqual(body);
  });
});

const failing = (failures: number, news = {}) => ({
  failures,
  urgent: false,
  retry_after_ms: null,
  ...news,
});

describe('the wait between tries', () => {
  test('is never under a second nor over a minute by itself', () => {
    const waits = [0, 1, 3, 5, 8, 20].flatMap((n) =>
      [0, 0.5, 0.999].map((r) => backOff(failing(n), r)),
    );

    expect(Math.min(...waits)).toBe(1_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60_000);
  });

  test('is never over ten seconds while something urgent waits', () => {
    expect(backOff(failing(20, { urgent: true }), 0.999)).toBeLessThanOrEqual(10_000);
  });

  test('is spread over the whole range, so that phones do not knock together', () => {
    expect(backOff(failing(5), 0.9)).toBeGreaterThan(2 * backOff(failing(5), 0.4));
  });

  test('is at least what the server asks', () => {
    expect(backOff(failing(1, { urgent: true, retry_after_ms: 90_000 }), 0.1)).toBe(90_000);
  });
});
