/** Keys, and what they close: no database, no screen, no network. */
export type { Box } from './boxes';
export { fromBase64url, randomBytes, toBase64url, type Bytes } from './bytes';
export { isOver, leftOf, newLease, passed, USUAL_HOURS, type Lease } from './lease';
export type { LetterboxKey } from './letterbox';
export type { Letter, Pen } from './letters';
export type { Cost, PasskeyLock, StretchPin } from './locks';
export { closePicture, openPicture, type ClosedPicture } from './pictures';
export type { PasskeySecret } from './vault';
export {
  counted,
  isFree,
  MOST_TRIES,
  no_tries,
  triesLeft,
  waitBeforeTry,
  type Tries,
} from './tries';
export { destroyed, type MadeVault, type Vault, type VaultRow } from './rows';

/** What makes and opens vaults is large: fetched when it is first needed, and kept for offline use. */
export const vaultMaker = () => import('./vault');
export const letterWriter = () => import('./letters');
