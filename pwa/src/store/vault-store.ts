/** Vaults on this phone: kept closed, opened by a PIN, and destroyed by ten wrong ones. */
import {
  counted,
  destroyed,
  MOST_TRIES,
  triesLeft,
  waitBeforeTry,
  type LetterboxKey,
  type Tries,
  type Vault,
  type VaultRow,
} from '../vault';
import { deleteKept, readKept, saveKept, type DeviceStore } from './device-store';
import { withLock } from './locks';
import { attempt } from './trouble';
import { countTry, forgetTries, readTries } from './try-count';

export type Tried =
  | { kind: 'open'; vault: Vault }
  | { kind: 'wrong'; left: number; wait_ms: number }
  /** Not tried: it is too soon after the last wrong one. */
  | { kind: 'wait'; wait_ms: number }
  /** Not tried: there is no room on this phone to count one more. */
  | { kind: 'no-room' }
  /** No lock is left: sign in again and make a new vault. */
  | { kind: 'destroyed' };

export const readVault = (device: DeviceStore, person_id: string): Promise<VaultRow | null> =>
  readKept(device, `vault:${person_id}`);

export async function saveVault(device: DeviceStore, row: VaultRow): Promise<void> {
  await saveKept(device, `vault:${row.person_id}`, row);
}

/** One try at a time in all tabs, and counted on the disk before it is made: a kill does not give it back. */
export function tryPin(
  device: DeviceStore,
  person_id: string,
  open: (row: VaultRow) => Promise<Vault | null>,
  now: number = Date.now(),
): Promise<Tried> {
  return withLock(`doorstep-tries-${person_id}`, () => tryOnce(device, person_id, open, now));
}

async function tryOnce(
  device: DeviceStore,
  person_id: string,
  open: (row: VaultRow) => Promise<Vault | null>,
  now: number,
): Promise<Tried> {
  const row = await readVault(device, person_id);
  if (!row?.pin) return { kind: 'destroyed' };
  const before = await readTries(device, person_id);
  if (before.wrong >= MOST_TRIES) return destroy(device, row);
  const wait_ms = waitBeforeTry(before, now);
  if (wait_ms > 0) return { kind: 'wait', wait_ms };
  const tries = counted(before, now);
  if (!(await countTry(device, person_id, before, tries))) return { kind: 'no-room' };
  const vault = await open(row);
  if (vault === null) return wrong(device, row, tries, now);
  await forgetTries(device, person_id);
  return { kind: 'open', vault };
}

async function wrong(
  device: DeviceStore,
  row: VaultRow,
  tries: Tries,
  now: number,
): Promise<Tried> {
  if (tries.wrong >= MOST_TRIES) return destroy(device, row);
  return { kind: 'wrong', left: triesLeft(tries), wait_ms: waitBeforeTry(tries, now) };
}

/** Where there is no room to write the row without its locks, all of it goes; the tries then say that there was one. */
async function destroy(device: DeviceStore, row: VaultRow): Promise<Tried> {
  const written = await attempt(() => saveVault(device, destroyed(row)));
  if (written.kind === 'saved') await forgetTries(device, row.person_id);
  else await deleteKept(device, `vault:${row.person_id}`);
  return { kind: 'destroyed' };
}

/** Whether something was closed here with a vault, also one that nothing opens any more. */
export async function hadVault(device: DeviceStore, person_id: string): Promise<boolean> {
  const row = await readVault(device, person_id);
  return row !== null || (await readTries(device, person_id)).wrong >= MOST_TRIES;
}

const LETTERBOX = 'letterbox keys';

export async function saveLetterbox(
  device: DeviceStore,
  vault: Vault,
  keys: LetterboxKey[],
): Promise<void> {
  const box = await vault.closeValue(LETTERBOX, keys);
  await saveKept(device, `letterbox:${vault.person_id}`, box);
}

/** None before the server has told them. */
export async function readLetterbox(device: DeviceStore, vault: Vault): Promise<LetterboxKey[]> {
  const box = await readKept(device, `letterbox:${vault.person_id}`);
  return ((box && (await vault.openValue(LETTERBOX, box))) ?? []) as LetterboxKey[];
}
