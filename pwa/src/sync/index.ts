/** Between the phone and the server: signing in, sending and getting, alerts, and new versions of the app. */
export {
  alertsPermission,
  endSubscription,
  openWindowAt,
  renewSubscription,
  tellShown,
  type Subscribed,
} from './alerts';
export * from './try-alerts';
export * from './arrangements';
export * from './bridge';
export * from './app-version';
export { lookAtLease } from './lease';
export { drain, type Drained } from './drain';
export type { Network, Reply, Asked } from './network';
export { browserNetwork } from './network';
export * from './passkeys';
export * from './phone';
export * from './council-account';
export * from './second-step';
export { signIn, signOut, type SecondMethod, type SecondStep, type SignedIn } from './session';
export type { SyncState, Trouble } from './state';
export {
  choosePin,
  enrol,
  fetchVaultMaker,
  lock,
  lockAll,
  unlock,
  type Stretching,
  type Unlocked,
} from './vaults';
export { noteShown } from '../store';
export { postForOthers } from './others';
export { startSyncing, syncNow, SYNC_TAG, withPhone } from './syncing';
export { fetchPicture, hundredthsSent } from './pictures';
export * from './happened';
export * from './join';
