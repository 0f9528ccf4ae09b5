/** Keys, and what they close: no database, no screen, no network. */
export type { Box } from './boxes';
export { fromBase64url, toBase64url, type Bytes } from './bytes';
export type { LetterboxKey } from './letterbox';
export { writeLetter, type Letter } from './letters';
export type { Cost, PasskeyLock, StretchPin } from './locks';
export { counted, MOST_TRIES, no_tries, triesLeft, waitBeforeTry, type Tries } from './tries';
export {
  changePin,
  destroyed,
  makeVault,
  unlockWithPin,
  type MadeVault,
  type Vault,
  type VaultRow,
} from './vault';
