/** A person's vault on this phone: one data key under several locks, and their private keys under it. */
import { boxKey, closeBox, closeValue, openBox, openValue } from './boxes';
import { randomBytes, toBase64url, type Bytes } from './bytes';
import { openLetterbox, sealChange, type Letterbox } from './letterbox';
import { readLetter } from './letters';
import {
  lockWithPasskey,
  lockWithPin,
  openWithPasskey,
  openWithPin,
  type Cost,
  type StretchPin,
} from './locks';
import type { KeptKey, MadeVault, Vault, VaultRow } from './rows';
import { makeAgreementKey, makeSigningKey, openSigningKey, type NewKey } from './signing';

export async function makeVault(
  person_id: string,
  pin: string,
  stretch: StretchPin,
  cost: Cost,
): Promise<MadeVault> {
  const raw = randomBytes(32);
  const key = await boxKey(raw);
  const lock = await lockWithPin(raw, pin, stretch, cost);
  const row: VaultRow = {
    v: 1,
    person_id,
    pin: lock,
    passkeys: [],
    signing: await kept(key, SIGNING, await makeSigningKey()),
    letter: await kept(key, LETTER, await makeAgreementKey()),
  };
  return { row, vault: await openVault(row, raw) };
}

/** Null for a wrong PIN. */
export async function unlockWithPin(
  row: VaultRow,
  pin: string,
  stretch: StretchPin,
): Promise<Vault | null> {
  const raw = row.pin && (await openWithPin(row.pin, pin, stretch));
  return raw && openVault(row, raw);
}

/** The same data key under a new PIN; null when the old one is wrong. */
export async function changePin(
  row: VaultRow,
  pin: { before: string; now: string },
  stretch: StretchPin,
  cost: Cost,
): Promise<VaultRow | null> {
  const raw = row.pin && (await openWithPin(row.pin, pin.before, stretch));
  return raw && { ...row, pin: await lockWithPin(raw, pin.now, stretch, cost) };
}

/** What a passkey gave for a salt: the same each time, and to nobody else. */
export interface PasskeySecret {
  credential_id: Bytes;
  salt: Bytes;
  secret: Bytes;
}

/** One more lock on the same data key; null when the PIN is wrong. The PIN stays. */
export async function addPasskey(
  row: VaultRow,
  pin: string,
  stretch: StretchPin,
  { credential_id, salt, secret }: PasskeySecret,
): Promise<VaultRow | null> {
  const raw = row.pin && (await openWithPin(row.pin, pin, stretch));
  if (!raw) return null;
  const lock = await lockWithPasskey(raw, credential_id, salt, secret);
  raw.fill(0);
  return { ...row, passkeys: [...row.passkeys, { ...lock, made_at: new Date().toISOString() }] };
}

/** Null for a passkey that has no lock here, or gave another secret. */
export async function unlockWithPasskey(
  row: VaultRow,
  { credential_id, secret }: Omit<PasskeySecret, 'salt'>,
): Promise<Vault | null> {
  const id = toBase64url(credential_id);
  const lock = row.passkeys.find((one) => toBase64url(one.credential_id) === id);
  const raw = lock && (await openWithPasskey(lock, secret));
  return raw ? openVault(row, raw) : null;
}

const SIGNING = 'doorstep signing key 1';
const LETTER = 'doorstep letter key 1';

const kept = async (key: CryptoKey, about: string, made: NewKey): Promise<KeptKey> => ({
  public_key: made.public_key,
  private_key: await closeBox(key, about, made.private_key),
});

/** From the data key itself; whoever has it has unlocked. */
export async function openVault(row: VaultRow, raw: Bytes): Promise<Vault> {
  const key = await boxKey(raw);
  const signing_key = await openSigningKey(await privateKey(key, SIGNING, row.signing));
  raw.fill(0);
  const { person_id } = row;
  let letterbox: Promise<Letterbox> | null = null;
  return {
    person_id,
    signing_public_key: row.signing.public_key,
    closeValue: (about, value) => closeValue(key, about, value),
    openValue: (about, box) => openValue(key, about, box),
    sealChange: async (change) =>
      letterbox && sealChange({ person_id, signing_key }, await letterbox, change),
    useLetterbox: ([newest]) => {
      letterbox = newest ? openLetterbox(newest) : null;
    },
    readLetter: async (about, letter) =>
      readLetter(await privateKey(key, LETTER, row.letter), about, letter),
  };
}

async function privateKey(key: CryptoKey, about: string, { private_key }: KeptKey): Promise<Bytes> {
  const bytes = await openBox(key, about, private_key);
  if (bytes === null) throw new DOMException('a key of the vault does not open', 'DataError');
  return bytes;
}
