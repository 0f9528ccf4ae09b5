/** Words for phones, people, teams and who has which family. */
import { common } from './common';

export const devices = {
  title: 'Phones',
  pageTitle: 'A phone',
  mine: 'Yours',
  ofOthers: 'Your team’s',
  ofArea: 'Everybody else’s',
  none: 'No phones yet. One is listed here once somebody has signed in on it.',
  oneOf: (name: string, device: string) => `${name}: ${device}`,
  you: 'You',
  thisOne: 'This phone',
  lastSeen: (when: string) => `Last contact ${when}`,
  unsent: (n: number, when: string) => `${n} unsent since ${when}`,
  silent: (span: string) => `No contact for ${span}`,
  states: {
    wiped: (when: string) => `Wiped ${when}`,
    wiping: (when: string) => `To be wiped at its next contact. Asked ${when}`,
    revoked: (when: string) => `May not be used again. Ended ${when}`,
    lost: (when: string) => `Reported lost ${when}`,
  },
  trouble: {
    'storage-vanished': 'What was kept on it is gone',
    'storage-full': 'It has no room left',
    'storage-fails': 'It cannot save',
    'clock-out': 'Its clock is wrong',
    'rows-unreadable': 'Some of what is on it cannot be read',
    'locks-destroyed': 'Its PIN was entered wrongly ten times',
    'release-too-old': 'Its version of Doorstep is too old',
  } as Readonly<Record<string, string>>,
  clockOut: (minutes: number) => `Its clock is ${minutes} minutes out`,
  facts: {
    person: 'Used by',
    added: 'First used',
    seen: 'Last contact',
    waiting: 'Unsent',
    nothing: 'Nothing, when it was last in contact',
    release: 'Version',
    unknown: 'Not known',
    trouble: 'What is wrong',
  },
  seenHint: 'To a quarter of an hour.',
  lost: 'Report it lost',
  lostHint:
    'It is shut out at once: it receives nothing more, and nobody can sign in on it. What was written on it and not sent is still taken in.',
  wipe: 'Wipe it',
  wipeHint:
    'At its next contact everything that can be read on it is destroyed. What was written and not sent is handed in first, then it is gone too. This cannot be undone.',
  wipeSure: 'Yes, wipe it',
  wipeAsk: 'Wipe this phone?',
  found: 'It was found',
  foundHint: 'It may be used again. An order to wipe it that it has not heard is taken back.',
  revoke: 'Never let it be used again',
  revokeHint: 'The sign-in on it ends at once and for good.',
  revokeAsk: 'Shut this phone out for good?',
  revokeSure: 'Yes, shut it out',
  no: 'No, leave it',
  decided: 'Saved on this phone. It counts when it is sent.',
  needYou: 'Phones that need you',
  wiping: 'This phone is being wiped',
  wipingText: (n: number) =>
    n === 0
      ? 'Somebody who looks after it has asked for that. You are signed out in a moment.'
      : `Somebody who looks after it has asked for that. ${n === 1 ? '1 change is' : `${n} changes are`} still to be handed in.`,
} as const;

export const heldBack = {
  title: 'From a lost phone',
  intro:
    'This came after the phone was reported lost. It counts only if you take it in. Ask whose phone it was whether they wrote it.',
  none: 'Nothing is held back.',
  urgentLink: 'An URGENT request from a lost phone waits for you',
  link: (n: number) =>
    n === 1
      ? '1 change from a lost phone waits for you'
      : `${n} changes from a lost phone wait for you`,
  by: (name: string, device: string) => `${name}, on ${device}`,
  written: (when: string) => `Written ${when}`,
  came: (when: string) => `came ${when}`,
  hidden: 'What it says is about a family that you may not read.',
  take: 'Take it in',
  leave: 'Leave it out',
  why: 'Why is it left out?',
  error: 'Say why it is left out',
} as const;

export const people = {
  title: 'People',
  pageTitle: 'A person',
  add: 'Add a person',
  teams: 'Teams',
  none: 'Nobody yet.',
  left: 'Access ended',
  ends: (when: string) => `Access ends ${when}`,
  ended: (when: string) => `Access ended ${when}`,
  invited: (when: string) => `A one-time code was made. It is good once, until ${when}`,
  facts: { email: 'E-mail', role: 'Role', team: 'Team', phone: 'Number', none: 'None' },
  form: {
    email: 'E-mail address',
    name: 'Name',
    role: 'Role',
    team: 'Team',
    noTeam: 'No team',
    phone: common.optional('Number where colleagues reach them'),
    save: 'Add this person',
    change: 'Save the changes',
  },
  errors: {
    email: 'Enter an e-mail address, like name@council.gov.uk',
    taken: 'Somebody has this e-mail already',
    name: 'Enter their name',
    role: 'Choose a role',
    team: 'Choose a team. This role works in one',
    at: 'Enter the day and time',
  },
  changeTitle: 'Change name, role or team',
  code: {
    title: 'Their one-time code',
    text: (name: string) =>
      `Give this code to ${name} in person or by telephone, not by e-mail. With it they choose a password, within 7 days.`,
    only: 'It is shown here and now only. You can make another one at any time.',
    where: 'On the sign-in page they choose “I have a one-time code”.',
    again: 'Make a new one-time code',
    againHint: 'For somebody who has lost theirs, or has forgotten their password.',
  },
  end: 'End their access',
  endHint:
    'From that moment they can neither read nor write anything, on any device. What they wrote stays.',
  endNow: 'End it now',
  endThen: 'End it then',
  endAt: 'Or from when',
  endSure: 'End their access now?',
  endYes: 'Yes, end it now',
  no: 'No, leave it',
  restore: 'Give access again',
  self: 'This is you. Another administrator must change this for you.',
  phones: 'Their phones',
} as const;

export const teams = {
  title: 'Teams',
  none: 'No teams yet.',
  name: 'Name of the team',
  add: 'Add a team',
  save: 'Add the team',
  rename: (name: string) => `Rename ${name}`,
  renameSave: 'Save the name',
  error: 'Enter a name',
  managers: (names: string) => `Managed by ${names}`,
  noManager: 'Nobody manages it',
} as const;

export const allocation = {
  link: 'Change who has this family',
  title: 'Who has this family',
  nobody: 'Nobody has this family. Only the team’s manager sees it.',
  now: 'Has it now',
  end: (name: string) => `Take it off ${name}’s list`,
  endHint: 'It leaves their phone once what they wrote has been sent.',
  give: 'Give it to',
  giveTitle: 'Give it to somebody',
  giveSave: 'Give the family to them',
  giveMove: 'Take it off everybody else’s list',
  giveError: 'Choose who is to have it',
  move: 'Hand it to another team',
  moveHint: 'The other team’s manager decides who has it. Your team does not see it any more.',
  moveTo: 'Team',
  moveSave: 'Hand it over',
  moveError: 'Choose a team',
  noOther: 'There is no other team with a manager.',
} as const;
