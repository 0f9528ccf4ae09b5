/** This browser's own part: a passkey of this phone, and the secret that it gives for a salt (WebAuthn PRF). */
import type { Authenticator, PrfAnswer } from '../../../sync';
import { randomBytes, toBase64url, type Bytes } from '../../../vault';

/** Only where the phone has a finger or face to check, and its browser gives such secrets. */
export async function canOpenByPasskey(): Promise<boolean> {
  const asked = globalThis.PublicKeyCredential as typeof PublicKeyCredential | undefined;
  if (!asked || !('getClientCapabilities' in asked)) return false;
  const can = await asked.getClientCapabilities();
  if (can['extension:prf'] !== true) return false;
  return asked.isUserVerifyingPlatformAuthenticatorAvailable();
}

const PATIENCE = 120_000;
/** ES256, and RS256 for Windows. */
const pubKeyCredParams = [-7, -257].map((alg) => ({ type: 'public-key' as const, alg }));

export const authenticator: Authenticator = {
  make: (name, salt) => safely(() => make(name, salt)),
  ask: (locks) => safely(() => ask(locks)),
};

async function make(name: string, salt: Bytes): Promise<PrfAnswer | null> {
  const publicKey: PublicKeyCredentialCreationOptions = {
    rp: { name: 'Doorstep' },
    user: { id: randomBytes(16), name: `Unlock Doorstep: ${name}`, displayName: name },
    challenge: randomBytes(32),
    pubKeyCredParams,
    authenticatorSelection: {
      authenticatorAttachment: 'platform',
      residentKey: 'preferred',
      userVerification: 'required',
    },
    timeout: PATIENCE,
    extensions: { prf: { eval: { first: salt } } },
  };
  const made = await navigator.credentials.create({ publicKey });
  if (!(made instanceof PublicKeyCredential)) return null;
  if (made.getClientExtensionResults().prf?.enabled !== true) return null;
  // Some give the secret only when they are asked for the first time.
  return answerOf(made) ?? ask([{ credential_id: new Uint8Array(made.rawId), salt }]);
}

async function ask(
  locks: readonly { credential_id: Bytes; salt: Bytes }[],
): Promise<PrfAnswer | null> {
  const salts = locks.map(({ credential_id, salt }) => [
    toBase64url(credential_id),
    { first: salt },
  ]);
  const publicKey: PublicKeyCredentialRequestOptions = {
    challenge: randomBytes(32),
    allowCredentials: locks.map(({ credential_id }) => ({ type: 'public-key', id: credential_id })),
    userVerification: 'required',
    timeout: PATIENCE,
    extensions: {
      prf: { evalByCredential: Object.fromEntries(salts) as Record<string, { first: Bytes }> },
    },
  };
  const answer = await navigator.credentials.get({ publicKey });
  return answer instanceof PublicKeyCredential ? answerOf(answer) : null;
}

function answerOf(given: PublicKeyCredential): PrfAnswer | null {
  const first = given.getClientExtensionResults().prf?.results?.first;
  if (!(first instanceof ArrayBuffer)) return null;
  return { credential_id: new Uint8Array(given.rawId), secret: new Uint8Array(first) };
}

/** The person stopped, the finger was refused, or it is gone: the PIN stands beside it. */
async function safely(work: () => Promise<PrfAnswer | null>): Promise<PrfAnswer | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return null;
    throw error;
  }
}
