/** Enrolling, unlocking and locking: when the vault of whoever is signed in is in this page's memory. */
import {
  announce,
  attempt,
  closeLeftovers,
  forgetPulled,
  forgetTries,
  hadVault,
  keepGlances,
  lockKeys,
  markLost,
  readLetterbox,
  readVault,
  saveLetterbox,
  saveSession,
  saveVault,
  sealWaiting,
  tryPin,
  unlessFull,
  type Tried,
} from '../store';
import { vaultMaker, type Cost, type LetterboxKey, type StretchPin, type Vault } from '../vault';
import { renewSubscription } from './alerts';
import { lookAtLease } from './lease';
import { openCurrent, type Phone } from './phone';

/** How a PIN becomes a key: in a worker in the page, at once and cheaply in tests. */
export interface Stretching {
  stretch: StretchPin;
  /** What a new PIN is to cost on this phone. */
  cost: () => Promise<Cost>;
}

/** A first vault, or one in place of a vault that nobody can open: what waits in that one is still sent. */
export async function enrol(phone: Phone, pin: string, how: Stretching): Promise<boolean> {
  const { person, store, device } = phone;
  if (!person || !store || !phone.may_enrol) return false;
  const { makeVault } = await vaultMaker();
  const { row, vault } = await makeVault(person.id, pin, how.stretch, await how.cost());
  if (await hadVault(device, person.id)) {
    await markLost(store);
    await forgetPulled(store);
  }
  await saveVault(device, row);
  await forgetTries(device, person.id);
  await opened(phone, vault);
  return true;
}

/** So that the first try need not wait for it. */
export const fetchVaultMaker = (): Promise<unknown> => vaultMaker();

/** `sign-in-first`: out of contact for too long. The PIN is not tried, and no try is counted. */
export type Unlocked = Tried | { kind: 'sign-in-first' };

export async function unlock(phone: Phone, pin: string, how: Stretching): Promise<Unlocked> {
  const { person, store } = phone;
  if (!person || !store) return { kind: 'destroyed' };
  if (await lookAtLease(phone)) return { kind: 'sign-in-first' };
  const { unlockWithPin } = await vaultMaker();
  const tried = await tryPin(phone.device, person.id, (row) =>
    unlockWithPin(row, pin, how.stretch),
  );
  if (tried.kind === 'open') await opened(phone, tried.vault);
  if (tried.kind === 'destroyed') {
    await forgetPulled(store);
    await openCurrent(phone);
  }
  return tried;
}

/** Everything that can be read goes out of memory; what waits goes on being sent. */
export async function lock(phone: Phone): Promise<void> {
  const { person, store } = phone;
  if (!person || phone.lock !== 'open') return;
  phone.device.vaults.delete(person.id);
  phone.just_chosen = null;
  if (store) lockKeys(store.keys);
  await openCurrent(phone);
}

/** On request: in every tab. (One that nobody used for a while locks alone; another may be in use.) */
export async function lockAll(phone: Phone): Promise<void> {
  announce('lock');
  await lock(phone);
}

/** The same vault under another PIN; false when the old one is wrong. */
export async function choosePin(
  phone: Phone,
  pin: { before: string; now: string },
  how: Stretching,
): Promise<Tried> {
  const { person, device } = phone;
  if (!person) return { kind: 'destroyed' };
  const { changePin, unlockWithPin } = await vaultMaker();
  const tried = await tryPin(device, person.id, (row) =>
    unlockWithPin(row, pin.before, how.stretch),
  );
  const row = await readVault(device, person.id);
  if (tried.kind !== 'open' || !row) return tried;
  const changed = await changePin(row, pin, how.stretch, await how.cost());
  if (changed) await saveVault(device, changed);
  return tried;
}

export async function opened(phone: Phone, vault: Vault): Promise<void> {
  const { device, pending } = phone;
  device.vaults.set(vault.person_id, vault);
  const keeps = pending?.person_id === vault.person_id ? pending : null;
  if (keeps) await unlessFull(() => saveSession(device, keeps));
  phone.pending = null;
  vault.useLetterbox(await newestKeys(phone, vault));
  await openCurrent(phone);
  const { store } = phone;
  if (!store) return;
  device.written.clear();
  await unlessFull(() => closeLeftovers(store));
  await unlessFull(() => sealWaiting(store));
  announce('device'); // and what is new is asked for
  await attempt(() => keepGlances(store));
  void renewSubscription(phone);
}

/** Before the first save: from then on nothing is written here that only the PIN could send. */
async function newestKeys({ device, heard_keys }: Phone, vault: Vault): Promise<LetterboxKey[]> {
  if (!heard_keys) return readLetterbox(device, vault);
  await unlessFull(() => saveLetterbox(device, vault, heard_keys));
  return heard_keys;
}
