/** Words used on more than one page. */
export const common = {
  product: 'Doorstep',
  skip: 'Skip to main content',
  back: 'Back',
  save: 'Save',
  showMore: (left: number) => `Show ${left} more`,
  none: 'None',
  notRecorded: 'Not recorded',
  yes: 'Yes',
  no: 'No',
  optional: (label: string) => `${label} (optional)`,
  problem: 'There is a problem',
  notFound: {
    title: 'Page not found',
    text: 'This page is not on this phone. It may have moved, or you may no longer have access to it.',
  },
  bar: {
    label: 'Main',
    today: 'Today',
    families: 'Families',
    requests: 'Requests',
    people: 'People',
    arrangements: 'Numbers',
    urgent: 'Urgent',
    alerts: 'Alerts',
    outbox: 'Outbox',
  },
  waitingCount: (n: number) => `${n} waiting`,
  alertsCount: (n: number) => `${n} new`,
  restored: (time: string) =>
    `Restored what you wrote at ${time}. It is saved on this phone, not sent.`,
  startAgain: 'Clear and start again',
  age: (years: number) => (years === 1 ? '1 year old' : `${years} years old`),
  ageMonths: (months: number) => (months === 1 ? '1 month old' : `${months} months old`),
  and: (parts: readonly string[]) => new Intl.ListFormat('en-GB').format(parts),
  flags: {
    staffSafety: 'Staff safety',
    nonMobile: 'Non-mobile',
    nonVerbal: 'Non-verbal',
    lookedAfter: 'Looked after',
    interpreter: (language: string) => `Interpreter: ${language}`,
    elsewhere: 'Lives elsewhere',
  },
} as const;

/** When the app itself fails. */
export const broken = {
  title: 'Doorstep has a problem',
  text: 'What you wrote is kept on this phone. Open Doorstep again. If this comes back, ring your manager.',
  again: 'Open Doorstep again',
  notAllHere:
    'Not all of Doorstep is on this phone yet. It comes with the next signal. You can call.',
} as const;

/** What two tabs write cannot be kept apart there: nothing is written at all. */
export const tooOldBrowser = {
  title: 'This browser is too old for Doorstep',
  text: 'Nothing could be kept safely here. Update the phone or use another one. You can call.',
  again: 'Try again',
} as const;

/** What the phone can truthfully say of something written. Nothing here may claim more than an outcome did. */
export const states = {
  saved: 'Saved on this phone',
  savedAt: (time: string) => `Saved on this phone ${time}`,
  sent: (time: string) => `Sent ${time}`,
  notSent: 'NOT SENT - police have not been told',
  notSentSpoke: (time: string) =>
    `NOT SENT - the request has not reached anyone. You spoke to the police at ${time}`,
  sentSpoke: (time: string, spoke: string) =>
    `Sent ${time}. You spoke to the police at ${spoke}: that call is not sent yet`,
  sentNotTold: (time: string) => `Sent ${time}. Police not told yet`,
  sentNeverTold: (time: string) => `Sent ${time}. Police not told`,
  policeTold: (name: string, time: string) => `Police told: ${name} answered at ${time}`,
  policeInTouch: (name: string, time: string) => `Police told: ${name} was in touch at ${time}`,
  refused: 'Not accepted. It is still on this phone.',
  conflict: 'Two people wrote different things',
  decides: 'Your choice counts when it is sent.',
} as const;

/** The strip under the header: always true, always in sight. */
export const waiting = {
  label: 'What is waiting',
  notSaved: 'NOT SAVED - this phone could not save',
  nothing: (time: string | null) =>
    time ? `Everything is sent. Checked ${time}` : 'Nothing waiting on this phone',
  some: (n: number) =>
    n === 1
      ? '1 change saved on this phone, not sent'
      : `${n} changes saved on this phone, not sent`,
  toAsk: (n: number) =>
    n === 1
      ? '1 thing written while locked is not sent'
      : `${n} things written while locked are not sent`,
  unknown: 'This phone cannot read what is waiting',
  needsYou: (n: number) => (n === 1 ? '1 change needs you' : `${n} changes need you`),
  urgently: {
    refused: 'NOT TAKEN - nobody has your urgent request. Call',
    change: 'A change to an urgent request is not sent',
  },
  notAllTaken: (time: string | null) =>
    time ? `Nothing waiting on this phone. Checked ${time}` : 'Nothing waiting on this phone',
  open: 'Outbox',
} as const;

/** Banners: each says what is so and what to do. */
export const banners = {
  newVersion: 'A new version of Doorstep is ready. What you wrote stays on this phone.',
  newVersionSoon:
    'A new version of Doorstep has waited for days. It is taken when Doorstep is next locked or opened. What you wrote stays on this phone.',
  newVersionDo: 'Use the new version',
  otherTab: 'Doorstep is open in another tab with a newer version. Reload this page to go on.',
  updateNeeded:
    'This version of Doorstep is too old to receive. You can go on writing. Close Doorstep and open it again with a signal.',
  tooOld:
    'This version of Doorstep is too old. What you write is still sent. Close Doorstep and open it again with a signal to get the new one.',
  notDoorstep:
    'This Wi-Fi asks for a sign-in of its own. Nothing is sent until you do that, or switch Wi-Fi off.',
  clock: (by: string, ahead: boolean) =>
    `This phone's clock is ${by} ${ahead ? 'fast' : 'slow'}. Doorstep puts recorded times right. In the phone's settings, set the time to automatic.`,
  storage:
    'This phone could not save. Do not close Doorstep. Write down what you typed and free some space.',
  noRoom: 'This phone has no room for what is new. What you wrote is still sent. Free some space.',
  storageLost:
    'Some of what was on this phone is gone. It will be fetched again. Tell your manager if something you wrote is missing.',
  haveRead: 'I have read this',
  emptied:
    'The browser has cleared what Doorstep kept on this phone. Sign in to fetch it again. If something you wrote had not been sent, write it again and tell your manager.',
  unreadable:
    'Some of what is on this phone cannot be read. What the server has is fetched again. Tell your manager if something you wrote is missing.',
  restored: (time: string) =>
    `The server was brought back from a backup at ${time}. What you sent in the last 7 days is sent again by itself.`,
  signIn: 'Sign in to send and receive. You can go on writing.',
  signInDo: 'Sign in',
  otherUrgent: (name: string) =>
    `NOT SENT - an urgent request by ${name}. Police have not been told. Call.`,
  otherUrgentSpoke: (name: string, time: string) =>
    `NOT SENT - an urgent request by ${name} has not reached anyone. ${name} spoke to the police at ${time}.`,
  otherWaiting: (n: number, name: string) =>
    `${n === 1 ? '1 change by ' + name + ' has' : `${n} changes by ${name} have`} not been sent from this phone yet. ${n === 1 ? 'It goes' : 'They go'} with the next signal, or when ${name} signs in.`,
  otherAttention: (n: number, name: string) =>
    `${n === 1 ? '1 change' : `${n} changes`} by ${name} on this phone ${n === 1 ? 'needs' : 'need'} ${name} to look.`,
  callOpen: (who: string, time: string) =>
    `You tapped to call ${who} at ${time}. Say what happened.`,
  callOpenDo: 'Record the call',
} as const;
