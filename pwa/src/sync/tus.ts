/** One picture by tus 1.0, from where the server has it. A chunk of its own: few pages ever need it. */
import { Upload, type DetailedError, type HttpRequest, type HttpStack } from 'tus-js-client';
import type { Network, Reply } from './network';

export interface Sending {
  id: string;
  box: Blob;
  network: Network;
  headers: Record<string, string>;
  progress: (sent: number, of: number) => void;
}

/** 0: no answer. */
export type TusEnd = { kind: 'sent' } | { kind: 'stopped'; status: number };

/** A cut line loses one of these and no more. */
const PIECE = 131_072;
const PATIENCE = 30_000;
const urlOf = (path: string): string => new URL(path, location.origin).href;

export function sendByTus({ id, box, network, headers, progress }: Sending): Promise<TusEnd> {
  return new Promise((resolve) => {
    const upload = new Upload(box, {
      endpoint: urlOf('/attachments'),
      uploadUrl: urlOf(`/attachments/${id}/upload`),
      metadata: { attachment: id },
      headers,
      httpStack: stackOf(network),
      chunkSize: PIECE,
      retryDelays: null,
      storeFingerprintForResuming: false,
      onProgress: progress,
      onSuccess: () => void resolve({ kind: 'sent' }),
      onError: (error) => void resolve({ kind: 'stopped', status: statusOf(error) }),
    });
    upload.start();
  });
}

const statusOf = (error: Error | DetailedError): number =>
  'originalResponse' in error ? (error.originalResponse?.getStatus() ?? 0) : 0;

/** Its requests go the way of all others. */
function stackOf(network: Network): HttpStack {
  return {
    getName: () => 'doorstep',
    createRequest: (method, url) => asking(network, method, url),
  };
}

function asking(network: Network, method: string, url: string): HttpRequest {
  const headers: Record<string, string> = {};
  let progress = (_sent: number): void => undefined;
  return {
    getMethod: () => method,
    getURL: () => url,
    getUnderlyingObject: () => null,
    setHeader: (name, value) => void (headers[name] = value),
    getHeader: (name) => headers[name],
    setProgressHandler: (handler) => void (progress = handler),
    abort: () => Promise.resolve(),
    send: async (body: Blob | null) => {
      const path = new URL(url).pathname;
      const asked = { method: method as 'POST', path, headers, timeout_ms: PATIENCE };
      const reply = await network(body ? { ...asked, bytes: body } : asked);
      if (body) progress(body.size);
      return answered(reply);
    },
  };
}

function answered(reply: Reply) {
  if (reply.kind === 'nothing') throw new TypeError(reply.why);
  return {
    getStatus: () => reply.status,
    getHeader: (name: string) => reply.headers?.get(name) ?? undefined,
    getBody: () => '',
    getUnderlyingObject: () => null,
  };
}
