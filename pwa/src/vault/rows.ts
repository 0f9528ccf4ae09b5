/** What of a vault lies on the disk, and what of it is in the memory of an unlocked page. */
import type { Change, SealedChange } from '../domain';
import type { Box } from './boxes';
import type { LetterboxKey } from './letterbox';
import type { Letter } from './letters';
import type { PasskeyLock, PinLock } from './locks';

/** As kept on the disk. Without `pin` and `passkeys` it can never be opened again. */
export interface VaultRow {
  v: 1;
  person_id: string;
  pin: PinLock | null;
  passkeys: PasskeyLock[];
  signing: KeptKey;
  /** What is written while locked is sealed to its public half. */
  letter: KeptKey;
}

export interface KeptKey {
  public_key: string;
  private_key: Box;
}

/** In the memory of an unlocked page, and nowhere else. */
export interface Vault {
  readonly person_id: string;
  readonly signing_public_key: string;
  closeValue(about: string, value: unknown): Promise<Box>;
  /** Undefined where the box was made by another key. */
  openValue(about: string, box: Box): Promise<unknown>;
  /** Null until the server has told its public key. */
  sealChange(change: Change): Promise<SealedChange | null>;
  useLetterbox(keys: readonly LetterboxKey[]): void;
  readLetter(about: string, letter: Letter): Promise<unknown>;
}

export interface MadeVault {
  row: VaultRow;
  vault: Vault;
}

/** No lock is left: what is under the data key cannot be read again by anyone. */
export const destroyed = (row: VaultRow): VaultRow => ({ ...row, pin: null, passkeys: [] });
