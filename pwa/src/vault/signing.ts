/** The person's key on this phone: every change is signed with it, so that each proves itself. */
import { joined, toBase64url, utf8, type Bytes } from './bytes';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
const HOW = { name: 'ECDSA', hash: 'SHA-256' };

export interface NewKey {
  /** Uncompressed point, 65 bytes, base64url. */
  public_key: string;
  /** PKCS8: to be kept only in a box. */
  private_key: Bytes;
}

export const makeSigningKey = (): Promise<NewKey> => makeKey(CURVE, ['sign', 'verify']);

export const makeAgreementKey = (): Promise<NewKey> =>
  makeKey({ name: 'ECDH', namedCurve: 'P-256' }, ['deriveBits']);

async function makeKey(how: EcKeyGenParams, uses: KeyUsage[]): Promise<NewKey> {
  const pair = (await crypto.subtle.generateKey(how, true, uses)) as CryptoKeyPair;
  return {
    public_key: toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))),
    private_key: new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)),
  };
}

export const openSigningKey = (private_key: Bytes): Promise<CryptoKey> =>
  crypto.subtle.importKey('pkcs8', private_key, CURVE, false, ['sign']);

/** Raw r and s, 64 bytes. */
export async function sign(key: CryptoKey, person_id: string, json: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign(HOW, key, signedBytes(person_id, json)));
}

const signedBytes = (person_id: string, json: Bytes): Bytes =>
  joined(utf8(`doorstep-signed-1|${person_id}|`), json);
