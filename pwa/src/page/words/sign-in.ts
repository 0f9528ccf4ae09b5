/** Signing in, joining, and the page about oneself. */
export const signIn = {
  title: 'Sign in',
  email: 'E-mail address',
  password: 'Password',
  go: 'Sign in',
  going: 'Signing in',
  again: 'Your sign-in has run out. What you wrote is still on this phone.',
  demo: 'Try the demo',
  demoHint: 'Invented families. One tap signs you in.',
  errors: {
    email: 'Enter your e-mail address',
    password: 'Enter your password',
    wrong: 'The e-mail address or password is not right',
    throttled: 'Too many tries. Wait a few minutes and try again.',
    offline: 'No signal. Try again, or open what is on this phone.',
    trouble: 'The server has a problem. Try again in a minute.',
  },
  council: 'Sign in with your council account',
  councilGoing: 'Signing you in',
  councilNot: 'That sign-in was not begun on this phone. Start again here.',
  join: 'I have a one-time code',
  joinTitle: 'Choose your password',
  joinCode: 'One-time code',
  joinCodeHint: 'Your administrator gave it to you. For example, ABCD-EFGH-JKMN.',
  joinChosen: 'New password',
  joinChosenHint: 'At least 12 characters. Three words that do not belong together are good.',
  joinGo: 'Save the password',
  joinDone: 'Your password is saved. Sign in with it.',
  joinErrors: {
    code: 'Enter the 12 letters and numbers of the code',
    chosen: 'A password has at least 12 characters',
    known:
      'Many people use that password, or it is easy to guess. Choose another, such as three words',
    wrong:
      'The e-mail address or the code is not right, or the code is too old. Ask for a new one.',
  },
  me: 'You',
  phones: 'Your phones',
  signedInAs: (name: string, role: string) => `${name}, ${role}`,
  signOut: 'Sign out',
  facts: {
    name: 'Name',
    role: 'Role',
    area: 'Area',
    phone: 'Your number',
    noPhone: 'Not recorded',
    storage: 'Space on this phone',
    kept: 'Kept for Doorstep',
    notKept:
      'The browser may clear it when space runs out. To stop that, add Doorstep to the home screen.',
  },
  signOutWaiting: (n: number) =>
    n === 1
      ? '1 change is not sent. It stays on this phone and is sent when you sign in again.'
      : `${n} changes are not sent. They stay on this phone and are sent when you sign in again.`,
  signOutUrgent:
    'An urgent request is on this phone only. If you sign out, it is not sent until you sign in here again.',
  signOutUnsent: 'Sign out and leave it unsent',
  signOutSure: 'Sign out with an urgent request not sent?',
  signOutYes: 'Yes, sign out',
  signOutNo: 'Stay signed in',
  roles: {
    social_worker: 'Social worker',
    aswp: 'Advanced social work practitioner',
    team_manager: 'Team manager',
    business_support: 'Business support',
    police_sergeant: 'Police sergeant',
    police_delegated_officer: 'Police delegated officer',
    health: 'Health',
    head_of_service: 'Head of service',
    administrator: 'Administrator',
  } as Readonly<Record<string, string>>,
} as const;
