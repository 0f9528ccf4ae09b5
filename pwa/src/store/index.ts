/** The phone's memory: what was pulled, what waits, what is half written. */
export * from './answers';
export * from './contact';
export * from './claim-calls';
export * from './device-store';
export * from './drafts';
export * from './families';
export * from './health';
export * from './keep-calling';
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
export * from './redraw';
export { readDraftCalls, type LocalRequest } from './request-calls';
export * from './requesting';
export {
  readAlerts,
  readPeople as readColleagues,
  readRecord,
  readRequest,
  readRequests,
} from './requests';
export type { RequestView } from './requests';
export * from './tables';
export * from './staff';
export * from './today';
export * from './trouble';
export * from './visits';
export * from './wipe';
