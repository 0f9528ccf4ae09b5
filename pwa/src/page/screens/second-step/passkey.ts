/** This browser's own part in a passkey. Null where it cannot, or where the person stops. */

type Json = PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON;

export const canUsePasskeys = (): boolean =>
  'PublicKeyCredential' in globalThis && 'parseCreationOptionsFromJSON' in PublicKeyCredential;

export const makePasskey = (options: object): Promise<unknown> =>
  answerOf(() => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as Json);
    return navigator.credentials.create({ publicKey });
  });

export const usePasskey = (options: object): Promise<unknown> =>
  answerOf(() => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as Json);
    return navigator.credentials.get({ publicKey });
  });

async function answerOf(ask: () => Promise<Credential | null>): Promise<unknown> {
  try {
    const answer = await ask();
    return answer instanceof PublicKeyCredential ? (answer.toJSON() as unknown) : null;
  } catch (error) {
    if (error instanceof DOMException || error instanceof TypeError) return null;
    throw error;
  }
}
