/** The PIN is stretched in a worker, so that the page answers meanwhile; how much, is measured here. */
import type { Bytes } from './bytes';
import url from './kdf.worker?worker&url';
import type { Cost } from './locks';

export async function stretchPin(pin: string, salt: Bytes, cost: Cost): Promise<Bytes> {
  const worker = new Worker(workerUrl() as string, { type: 'module' });
  try {
    return await new Promise<Bytes>((resolve, reject) => {
      worker.onmessage = (event: MessageEvent<Bytes>) => {
        resolve(event.data);
      };
      worker.onerror = () => {
        reject(new DOMException('the PIN could not be worked out', 'OperationError'));
      };
      worker.postMessage({ pin, salt, cost });
    });
  } finally {
    worker.terminate();
  }
}

export const LEAST_M_KIB = 65_536;
const AIM_MS = 500;
const MOST_ROUNDS = 8;

/** 64 MiB, as many rounds as take this phone about half a second. */
export async function measureCost(stretch = stretchPin): Promise<Cost> {
  const one = { m_kib: LEAST_M_KIB, t: 1, p: 1 };
  const began = performance.now();
  await stretch('00000000', new Uint8Array(16), one);
  const took = Math.max(1, performance.now() - began);
  return { ...one, t: Math.min(MOST_ROUNDS, Math.max(1, Math.round(AIM_MS / took))) };
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): unknown };
}

let trusted: unknown = null;

/** One policy for one address: no other script can be started by it. */
function workerUrl(): unknown {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (!types) return url;
  trusted ??= types
    .createPolicy('doorstep-kdf', { createScriptURL: () => url })
    .createScriptURL(url);
  return trusted;
}
