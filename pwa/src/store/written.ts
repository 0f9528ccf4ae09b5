/** What is written before anybody said who they are: kept at once, sealed where the phone is locked, asked about later. */
import { letterWriter, type Pen, type Vault, type VaultRow } from '../vault';
import { readPeople, type DeviceStore, type LetterTo } from './device-store';
import type { KeptWriting, KnownPerson, SealedWriting, Written } from './device-tables';
import { announce } from './redraw';
import { readVault } from './vault-store';

/** (The name is from when calls were all that was written.) */
const about = (id: string): string => `call|${id}`;

/** Locked, it is sealed to a vault: who writes it can go on writing, and nobody can read it here. */
export async function keepWritten(device: DeviceStore, written: Written): Promise<string> {
  const to = device.written.get(written.id)?.to ?? device.letter;
  if (to === null) return putInClear(device, written);
  device.written.set(written.id, { is: written, to });
  const letter = await letterTo(to, written);
  if (letter === null) return putInClear(device, written);
  return putWriting(device, { id: written.id, person_id: to.person_id, letter });
}

/** Also for a call where what seals could not be fetched: no call is lost for that. A note says that it is not saved. */
function putInClear(device: DeviceStore, written: Written): Promise<string> {
  if (written.kind !== 'note') return putWriting(device, written);
  throw new DOMException('a note is kept sealed or not at all', 'OperationError');
}

/** From now on it is sealed to this person: whoever writes has said who they are. */
export async function addressWritten(device: DeviceStore, id: string, to: LetterTo): Promise<void> {
  const is = device.written.get(id)?.is ?? null;
  device.written.set(id, { is, to });
  if (is) await keepWritten(device, is);
}

export async function sealWritten(
  to: LetterTo,
  written: Written,
  more: Partial<SealedWriting>,
): Promise<SealedWriting> {
  const letter = await letterTo(to, written);
  if (letter === null) throw new DOMException('what seals is not on this phone', 'OperationError');
  return { id: written.id, person_id: to.person_id, letter, ...more };
}

async function letterTo(to: LetterTo, written: Written) {
  try {
    return await (await penOf(to)).write(about(written.id), written);
  } catch (error) {
    if (error instanceof TypeError) return null; // not fetched, and no signal to fetch it
    throw error;
  }
}

/** Before the first tap, so that the tap waits for little. */
export function warmUp({ letter }: Pick<DeviceStore, 'letter'>): void {
  if (letter) penOf(letter).catch(() => undefined);
}

const penOf = (to: LetterTo): Promise<Pen> => (to.pen ??= take(to));

async function take(to: LetterTo): Promise<Pen> {
  try {
    return (await letterWriter()).takePen(to.public_key);
  } catch (error) {
    to.pen = null;
    throw error;
  }
}

export const letterToVault = ({ person_id, letter }: VaultRow): LetterTo => ({
  person_id,
  public_key: letter.public_key,
  pen: null,
});

export interface Holder {
  known: KnownPerson;
  to: LetterTo;
}

/** Everybody with a vault on this phone that can still be opened, the last to sign in first. */
export async function readHolders(device: DeviceStore): Promise<Holder[]> {
  const people = await readPeople(device);
  const holders = await Promise.all(
    people.map(async (known) => {
      const row = await readVault(device, known.id);
      return row && hasLock(row) ? { known, to: letterToVault(row) } : null;
    }),
  );
  return holders.filter((one) => one !== null);
}

const hasLock = ({ pin, passkeys }: VaultRow): boolean => pin !== null || passkeys.length > 0;

/** On the disk when it is done: a dead battery takes none of it. */
export async function putWriting(device: DeviceStore, writing: KeptWriting): Promise<string> {
  await device.connection.run(async (db) => {
    const tx = db.transaction('calls', 'readwrite', { durability: 'strict' });
    await tx.store.put(writing);
    await tx.done;
  });
  announce('drafts');
  return writing.id;
}

export const readWritings = (device: DeviceStore): Promise<KeptWriting[]> =>
  device.connection.run((db) => db.getAll('calls'));

export async function deleteWriting(device: DeviceStore, id: string): Promise<void> {
  await device.connection.run((db) => db.delete('calls', id));
}

/** Null for one that is sealed, unless it was written on this very page. */
export async function readWritten(device: DeviceStore, id: string): Promise<Written | null> {
  const kept = await device.connection.run(async (db) => (await db.get('calls', id)) ?? null);
  return kept ? readable(device, kept) : (device.written.get(id)?.is ?? null);
}

export const readable = (device: DeviceStore, kept: KeptWriting): Written | null =>
  'letter' in kept ? (device.written.get(kept.id)?.is ?? null) : kept;

/** Null where it was sealed to a key that is gone. */
export const openWriting = async (vault: Vault, kept: SealedWriting): Promise<Written | null> =>
  ((await vault.readLetter(about(kept.id), kept.letter)) as Written | undefined) ?? null;

/** Locked one can say how many there are, and no more. */
export async function countSealedFor(device: DeviceStore, person_id: string): Promise<number> {
  const sealed = (await readWritings(device)).filter((one) => 'letter' in one);
  return sealed.filter((one) => one.person_id === person_id && !one.aside).length;
}
