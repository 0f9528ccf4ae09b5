/** The phone's memory: what was pulled, what waits, what is half written. */
export * from './answers';
export * from './arrangements';
export * from './contact';
export * from './closing';
export * from './desk';
export * from './device-store';
export type { KnownPerson, LockedNote, Session, SignedOutCall, Written } from './device-tables';
export * from './drafts';
export * from './families';
export * from './health';
export * from './is-it-yours';
export { in_worker } from './in-worker';
export * from './keep-calling';
export * from './leases';
export * from './locked-notes';
export { canKeepTabsApart, ifFree, outboxLock, sessionLock, withLock } from './locks';
export { readNotSent, type NotSent } from './not-sent';
export { isCovered, type LocalRecord } from './local-view';
export * from './outbox';
export {
  isUrgent,
  isWaiting,
  markAttentionDone,
  readCounts,
  readOutbox,
  type Counts,
  type OutboxView,
  type WaitingRow,
} from './outbox-view';
export { databaseName, openPerson, type PersonStore } from './person-store';
export * from './pictures';
export * from './professionals';
export * from './redraw';
export { readDraftCalls, readFailedPage, type LocalRequest } from './request-calls';
export * from './requesting';
export {
  readAlerts,
  readPeople as readColleagues,
  readRecord,
  readRequest,
  readRequests,
} from './requests';
export type { RequestView } from './requests';
export { lockKeys, type Holding } from './keys';
export { bytesOf } from './urgent';
export type { AttentionRow, Draft, OutboxRow, SentRow } from './tables';
export * from './sessions';
export * from './shown-alerts';
export * from './signed-out-calls';
export * from './staff';
export * from './today';
export * from './trouble';
export { forgetTries, putMarksBy } from './try-count';
export * from './vault-store';
export * from './visits';
export * from './wipe';
export {
  addressWritten,
  countSealedFor,
  letterToVault,
  readHolders,
  warmUp,
  type Holder,
} from './written';
