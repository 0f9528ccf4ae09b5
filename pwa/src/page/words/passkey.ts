/** Words for unlocking with a fingerprint or a face. */
export const passkey = {
  title: 'Unlock with your fingerprint or face',
  why: 'Quicker than the PIN, also with no signal. The PIN always works too.',
  who: 'Whoever can unlock this phone itself with a finger or a face can then open Doorstep. If somebody else can, do not set it up.',
  go: 'Set it up',
  going: 'Follow what the phone asks',
  later: 'Not now',
  pinFirst: 'Your PIN',
  check: 'Continue',
  added: 'Set up. At the next unlock your finger or face is enough. Keep your PIN in mind.',
  failed: 'This phone did not set it up. Your PIN works as before.',
  on: (since: string | null) =>
    since ? `Set up ${since} for this phone.` : 'Set up for this phone.',
  remove: 'Remove it',
  removed: 'Removed. The PIN alone opens Doorstep now.',
  notHere: 'This phone or browser cannot do it. The PIN opens Doorstep.',
  onward: 'Go on',
} as const;
