/** Unlocking with a passkey of this phone: one more lock on the vault, beside the PIN that always stays. */
import { forgetTries, readVault, saveVault, tryPin, type Tried } from '../store';
import { randomBytes, vaultMaker, type Bytes } from '../vault';
import { lookAtLease } from './lease';
import type { Phone } from './phone';
import { opened, type Stretching, type Unlocked } from './vaults';

/** What a passkey gives for a salt (WebAuthn PRF). */
export interface PrfAnswer {
  credential_id: Bytes;
  secret: Bytes;
}

/** This browser's part, given from outside. Null where it cannot, or where the person stops. */
export interface Authenticator {
  make(name: string, salt: Bytes): Promise<PrfAnswer | null>;
  ask(locks: readonly { credential_id: Bytes; salt: Bytes }[]): Promise<PrfAnswer | null>;
}

/** `no-answer`: the passkey did not open it; the PIN does. */
export type ByPasskey = Unlocked | { kind: 'no-answer' };

export async function unlockByPasskey(
  phone: Phone,
  authenticator: Authenticator,
): Promise<ByPasskey> {
  const { person, device } = phone;
  if (!person) return { kind: 'destroyed' };
  if (await lookAtLease(phone)) return { kind: 'sign-in-first' };
  const row = await readVault(device, person.id);
  const answer = row && (await authenticator.ask(row.passkeys));
  if (!row || !answer) return { kind: 'no-answer' };
  const { unlockWithPasskey } = await vaultMaker();
  const vault = await unlockWithPasskey(row, answer);
  if (!vault) return { kind: 'no-answer' };
  await forgetTries(device, person.id);
  await opened(phone, vault);
  return { kind: 'open', vault };
}

/** Whether the PIN is right, before a passkey is made for it; a wrong one counts as at the lock. */
export async function checkPin(phone: Phone, pin: string, how: Stretching): Promise<Tried> {
  const { person, device } = phone;
  if (!person) return { kind: 'destroyed' };
  const { unlockWithPin } = await vaultMaker();
  return tryPin(device, person.id, (row) => unlockWithPin(row, pin, how.stretch));
}

/** The PIN is needed once more: only it opens the key that the passkey is to open too. */
export async function addPasskeyLock(
  phone: Phone,
  pin: string,
  how: Pick<Stretching, 'stretch'>,
  authenticator: Authenticator,
): Promise<boolean> {
  const { person, device } = phone;
  if (!person) return false;
  const salt = randomBytes(32);
  const answer = await authenticator.make(person.person.name, salt);
  const row = await readVault(device, person.id);
  if (!answer || !row) return false;
  const { addPasskey } = await vaultMaker();
  const more = await addPasskey(row, pin, how.stretch, { ...answer, salt });
  if (more) await saveVault(device, more);
  return more !== null;
}

/** When each was set up; null where it was not written down. */
export async function readPasskeyLocks({ device, person }: Phone): Promise<(string | null)[]> {
  const row = person && (await readVault(device, person.id));
  return (row?.passkeys ?? []).map(({ made_at }) => made_at ?? null);
}

export async function removePasskeyLocks({ device, person }: Phone): Promise<void> {
  const row = person && (await readVault(device, person.id));
  if (row) await saveVault(device, { ...row, passkeys: [] });
}
