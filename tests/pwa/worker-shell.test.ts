/** The app's own files on the phone: all of a version or none, checked by hash, and never one page for another. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const ORIGIN = 'https://doorstep.example';
const files = { '/index.html': '<p>page', '/assets/app-1.js': 'app()', '/sw-icon.svg': '<svg>' };
const sha256 = (text: string) => createHash('sha256').update(text).digest('base64');

/** A cache as browsers have it, for text. */
class FakeCache {
  readonly kept = new Map<string, string>();
  match(path: string): Promise<Response | undefined> {
    const text = this.kept.get(path);
    return Promise.resolve(text === undefined ? undefined : new Response(text));
  }
  async put(path: string, response: Response): Promise<void> {
    this.kept.set(path, await response.text());
  }
}

class FakeCaches {
  readonly all = new Map<string, FakeCache>();
  open(name: string): Promise<FakeCache> {
    const cache = this.all.get(name) ?? new FakeCache();
    this.all.set(name, cache);
    return Promise.resolve(cache);
  }
  has = (name: string) => Promise.resolve(this.all.has(name));
  keys = () => Promise.resolve([...this.all.keys()]);
  delete = (name: string) => Promise.resolve(this.all.delete(name));
  async match(path: string): Promise<Response | undefined> {
    for (const cache of this.all.values()) {
      const found = await cache.match(path);
      if (found) return found;
    }
    return undefined;
  }
}

let caches: FakeCaches;
let fetched: string[];
let asked_anew: string[];
let served: Record<string, string>;

/** Node's own wants a whole address. */
class FakeRequest {
  constructor(
    readonly path: string,
    readonly init: RequestInit,
  ) {}
}

/** Refuses what does not have the hash, as `integrity` does. */
function fakeFetch(path: string | FakeRequest, init: RequestInit = {}): Promise<Response> {
  if (path instanceof FakeRequest) return fakeFetch(path.path, path.init);
  const name = path;
  fetched.push(name);
  if (init.cache === 'no-cache') asked_anew.push(name);
  const text = served[name] ?? '';
  const is_right = init.integrity === undefined || init.integrity === `sha256-${sha256(text)}`;
  return is_right
    ? Promise.resolve(new Response(text))
    : Promise.reject(new TypeError('integrity'));
}

async function worker() {
  vi.resetModules();
  return import('../../pwa/src/worker/shell');
}

beforeEach(() => {
  [caches, fetched, asked_anew, served] = [new FakeCaches(), [], [], { ...files }];
  vi.stubGlobal('caches', caches);
  vi.stubGlobal('fetch', fakeFetch);
  vi.stubGlobal('Request', FakeRequest);
  vi.stubGlobal('self', { location: new URL(ORIGIN), clients: { claim: () => Promise.resolve() } });
  vi.stubGlobal(
    '__PRECACHE__',
    Object.entries(files).map(([path, text]) => [path, sha256(text)]),
  );
  vi.stubGlobal('__VERSION__', 'v2');
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('installing', () => {
  test('keeps every file of the version', async () => {
    await (await worker()).keepShell();

    expect(Object.fromEntries(caches.all.get('shell-v2')!.kept)).toEqual(files);
  });

  test('behind a Wi-Fi sign-in page keeps nothing, and the old version stays', async () => {
    (await caches.open('shell-v1')).kept.set('/index.html', 'old');
    served = Object.fromEntries(Object.keys(files).map((path) => [path, '<html>Sign in']));

    await expect((await worker()).keepShell()).rejects.toThrow('integrity');

    expect([...caches.all.keys()]).toEqual(['shell-v1']);
    expect(caches.all.get('shell-v1')?.kept.get('/index.html')).toBe('old');
  });

  test('again, with only the worker changed, leaves the files in use alone when it fails', async () => {
    await (await worker()).keepShell();
    served = Object.fromEntries(Object.keys(files).map((path) => [path, '<html>Sign in']));

    await expect((await worker()).keepShell()).rejects.toThrow('integrity');

    expect(Object.fromEntries(caches.all.get('shell-v2')!.kept)).toEqual(files);
  });

  test('fetches only what changed: a file with a hash in its name is taken from the old version', async () => {
    (await caches.open('shell-v1')).kept.set('/assets/app-1.js', files['/assets/app-1.js']);

    await (await worker()).keepShell();

    expect(fetched).not.toContain('/assets/app-1.js');
    expect(caches.all.get('shell-v2')?.kept.get('/assets/app-1.js')).toBe('app()');
  });

  test('asks anew only for what keeps its name: the page has just fetched the rest', async () => {
    await (await worker()).keepShell();

    expect(asked_anew).toEqual(['/index.html', '/sw-icon.svg']);
  });

  test('taking over removes old versions and nothing else', async () => {
    for (const name of ['shell-v1', 'shell-v2', 'other']) await caches.open(name);

    await (await worker()).takeOver();

    expect([...caches.all.keys()]).toEqual(['shell-v2', 'other']);
  });
});

describe('with no signal', () => {
  async function answerTo(
    path: string,
    mode = 'cors',
    method = 'GET',
    keeps = true,
  ): Promise<string | null> {
    const { keepShell, serveShell } = await worker();
    if (keeps) await keepShell();
    let answer: Promise<Response> | null = null;
    const request = { url: ORIGIN + path, method, mode } as Request;
    const respondWith = (given: Promise<Response>) => {
      answer = given;
    };
    serveShell({ request, respondWith } as unknown as Parameters<typeof serveShell>[0]);
    const given = answer as Promise<Response> | null;
    return given === null ? null : (await given).text();
  }

  test.each(['/', '/index.html', '/anything/else'])('a page is the app: %s', async (path) => {
    expect(await answerTo(path, 'navigate')).toBe('<p>page');
  });

  test('a file is itself', async () => {
    expect(await answerTo('/assets/app-1.js')).toBe('app()');
  });

  test('an app that somebody else has left in the cache is not used', async () => {
    await (await worker()).keepShell();
    caches.all.get('shell-v2')?.kept.set('/assets/app-1.js', 'steal()');
    expect(await answerTo('/assets/app-1.js', 'cors', 'GET', false)).toBe('app()');

    served = {};
    await expect(answerTo('/assets/app-1.js', 'cors', 'GET', false)).rejects.toThrow('integrity');
  });

  test.each([
    ['an unknown asset is never the page', '/assets/gone.js', 'cors', 'GET'],
    ['the server is asked itself', '/sync', 'cors', 'POST'],
    ['a page of the server is not the app', '/health', 'navigate', 'GET'],
    ['what is sent is left alone', '/index.html', 'navigate', 'POST'],
  ])('%s', async (_name, path, mode, method) => {
    expect(await answerTo(path, mode, method)).toBeNull();
  });
});
