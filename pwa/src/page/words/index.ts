/** Every word on the pages, typed: a missing one is an error when building. */
export { banners, broken, common, states, tooOldBrowser, waiting } from './common';
export { calling, callLog, sheet, urgent } from './calling';
export { family, families, today, visit } from './visits';
export { body, check } from './check';
export { alerts, conflict, outbox, requests } from './desk';
export { agency } from './agency';
export { desks } from './desks';
export { signIn } from './sign-in';
export { pictures } from './pictures';
export { lease } from './lease';
export { passkey } from './passkey';
export * from './vault';
export { tryAlerts } from './try-alerts';
export { asking } from './asking';
export { written } from './written';
export { secondStep } from './second-step';
export { turns } from './turns';
