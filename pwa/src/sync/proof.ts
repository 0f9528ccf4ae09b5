/**
 * A proof with each request that this phone has the key it signed in with (DPoP, RFC 9449). The key cannot
 * leave the browser that made it, so a token copied off the phone is of no use.
 */
import { readKept, saveKept, type DeviceStore } from '../store';
import type { Asked, Network, Reply } from './network';

const ECDSA = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNING = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** What the server needs to know the proofs by; null where the browser makes or keeps no such key. */
export async function devicePublicKey(device: DeviceStore): Promise<string | null> {
  try {
    const kept = await readKept(device, 'device_key');
    const keys = kept && (await signs(kept)) ? kept : await makeKey(device);
    return base64url(await crypto.subtle.exportKey('raw', keys.publicKey));
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return null;
    throw error;
  }
}

/** A browser may have kept the key and lost what signs with it: then another is made, at this sign-in. */
const signs = ({ privateKey }: CryptoKeyPair): Promise<boolean> =>
  crypto.subtle.sign(SIGNING, privateKey, bytesOf('')).then(
    () => true,
    () => false,
  );

async function makeKey(device: DeviceStore): Promise<CryptoKeyPair> {
  const keys = await crypto.subtle.generateKey(ECDSA, false, ['sign', 'verify']);
  await saveKept(device, 'device_key', keys);
  return keys;
}

/** The same network, with a proof wherever a token travels. A clock that is wrong is put right for it. */
export function withProof(device: DeviceStore, network: Network): Network {
  let offset_ms = 0;
  const proven = async (asked: Asked): Promise<Asked> => {
    const keys = travelsWithToken(asked) ? await readKept(device, 'device_key') : null;
    if (!keys) return asked;
    const DPoP = await proofOf(keys, asked, Date.now() + offset_ms).catch(noProof);
    return DPoP === null ? asked : { ...asked, headers: { ...asked.headers, DPoP } };
  };
  return async (asked) => {
    const reply = await network(await proven(asked));
    const said = refusalOf(reply);
    if (said?.code !== 'proof-clock' && said?.code !== 'proof-used') return reply;
    const now = Date.parse(said.now ?? '');
    if (!Number.isNaN(now)) offset_ms = now - Date.now();
    return network(await proven(asked));
  };
}

/** The server then asks for a sign-in, which makes another key; nothing that waits is lost. */
function noProof(error: unknown): null {
  if (error instanceof DOMException) return null;
  throw error;
}

const travelsWithToken = ({ path, headers }: Asked): boolean =>
  path === '/refresh' || headers?.['Authorization'] !== undefined;

async function proofOf(keys: CryptoKeyPair, asked: Asked, now_ms: number): Promise<string> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey);
  const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } };
  const claims = {
    htm: asked.method,
    htu: `${globalThis.location.origin}${asked.path.split('?')[0] ?? ''}`,
    iat: Math.floor(now_ms / 1000),
    jti: crypto.randomUUID(),
    ...(await hashOfToken(asked)),
  };
  const signed = `${part(header)}.${part(claims)}`;
  const signature = await crypto.subtle.sign(SIGNING, keys.privateKey, bytesOf(signed));
  return `${signed}.${base64url(signature)}`;
}

async function hashOfToken({ headers }: Asked): Promise<{ ath?: string }> {
  const token = headers?.['Authorization']?.replace(/^Bearer /, '');
  if (token === undefined) return {};
  return { ath: base64url(await crypto.subtle.digest('SHA-256', bytesOf(token))) };
}

function refusalOf(reply: Reply): { code?: string; now?: string } | null {
  if (reply.kind !== 'answer' || reply.status !== 401) return null;
  const body = reply.body as { code?: string; fields?: { now?: string } } | null;
  return {
    ...(body?.code && { code: body.code }),
    ...(body?.fields?.now && { now: body.fields.now }),
  };
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const part = (value: object): string => base64url(bytesOf(JSON.stringify(value)).buffer);

function base64url(data: ArrayBuffer): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(data)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
