/** The one place that touches the network. Everything else is given it, so that tests can lose a reply. */

export interface Asked {
  method: 'GET' | 'POST' | 'HEAD' | 'PATCH';
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
  /** Sent as they are, in place of `body`. */
  bytes?: Blob;
  /** A good answer's body is bytes, not JSON. */
  wants_bytes?: boolean;
  /** How long nothing may come: to the first byte, and between bytes. A slow link is not a dead one. */
  timeout_ms: number;
}

/** `nothing`: no answer that can be read. A captive portal's page is `not-json`, whatever its status. */
export type Reply =
  | {
      kind: 'answer';
      status: number;
      body: unknown;
      retry_after_ms: number | null;
      told?: Told;
      headers?: Headers;
    }
  | { kind: 'nothing'; why: 'unreachable' | 'timeout' | 'not-json' };

/** What any answer may tell this phone, whatever it was asked. */
export interface Told {
  order: string | null;
  minimum_release: string | null;
}

export type Network = (asked: Asked) => Promise<Reply>;

const GZIP_FROM = 4_000;

export const browserNetwork: Network = async (asked) => {
  const patience = patienceOf(asked.timeout_ms);
  try {
    const response = await fetch(asked.path, { ...(await initOf(asked)), signal: patience.signal });
    if (asked.wants_bytes && response.ok) return await bytesReply(response);
    return replyOf(response, await textOf(response, patience.again));
  } catch (error) {
    if (error instanceof TypeError) return { kind: 'nothing', why: 'unreachable' };
    if (error instanceof DOMException) return { kind: 'nothing', why: 'timeout' };
    throw error;
  } finally {
    patience.end();
  }
};

async function bytesReply(response: Response): Promise<Reply> {
  const body = new Uint8Array(await response.arrayBuffer());
  const { status, headers } = response;
  return { kind: 'answer', status, body, retry_after_ms: null, told: toldBy(headers), headers };
}

const toldBy = (headers: Headers): Told => ({
  order: headers.get('Doorstep-Order'),
  minimum_release: headers.get('Doorstep-Minimum-Release'),
});

interface Patience {
  signal: AbortSignal;
  again: () => void;
  end: () => void;
}

function patienceOf(timeout_ms: number): Patience {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  const again = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      controller.abort(new DOMException('', 'TimeoutError'));
    }, timeout_ms);
  };
  again();
  const end = () => {
    clearTimeout(timer);
  };
  return { signal: controller.signal, again, end };
}

async function textOf(response: Response, heard: () => void): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const piece = await reader?.read();
    if (!piece || piece.done) return text + decoder.decode();
    heard();
    text += decoder.decode(piece.value, { stream: true });
  }
}

async function initOf(asked: Asked): Promise<RequestInit> {
  const headers: Record<string, string> = { Accept: 'application/json', ...asked.headers };
  const common = { method: asked.method, cache: 'no-store', redirect: 'error' } as const;
  if (asked.bytes) return { ...common, headers, body: asked.bytes };
  if (asked.body === undefined) return { ...common, headers };
  headers['Content-Type'] = 'application/json';
  const text = JSON.stringify(asked.body);
  if (text.length < GZIP_FROM || typeof CompressionStream === 'undefined') {
    return { ...common, headers, body: text };
  }
  headers['Content-Encoding'] = 'gzip';
  return { ...common, headers, body: await gzipped(text) };
}

async function gzipped(text: string): Promise<ArrayBuffer> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}

function replyOf(response: Response, text: string): Reply {
  try {
    const body: unknown = text === '' ? null : JSON.parse(text);
    const retry_after_ms = retryAfter(response.headers.get('Retry-After'));
    const { status, headers } = response;
    return { kind: 'answer', status, body, retry_after_ms, told: toldBy(headers), headers };
  } catch {
    return { kind: 'nothing', why: 'not-json' };
  }
}

function retryAfter(header: string | null): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const until = Date.parse(header);
  return Number.isNaN(until) ? null : Math.max(0, until - Date.now());
}
