/** Words of the lock: choosing a PIN, unlocking, locking. */
export const vault = {
  choose: {
    title: 'Choose a PIN for this phone',
    why: 'It locks what is on this phone. Without it nobody can read it, you neither. Nobody can tell you a PIN you forgot.',
    again: 'Every lock of what was on this phone is gone. What you had not sent is still sent.',
    pin: 'PIN',
    hint: '8 digits or more, or a phrase of 8 letters or more',
    repeat: 'Type the PIN again',
    go: 'Lock this phone with the PIN',
    going: 'Making the lock',
    errors: {
      short: 'Enter 8 digits or more, or a phrase of 8 letters or more',
      easy: 'Choose a PIN that is harder to guess',
      differs: 'The two PINs are not the same',
      failed: 'This phone could not make the lock. Open Doorstep again and sign in.',
    },
  },
  unlock: {
    title: 'Unlock Doorstep',
    who: (name: string) => `Locked for ${name}.`,
    pin: 'PIN',
    go: 'Unlock',
    going: 'Unlocking',
    finger: 'Unlock with fingerprint or face',
    fingerFailed: 'That did not work. Enter the PIN.',
    orPin: 'Or enter the PIN',
    waiting: (n: number) =>
      n === 1
        ? '1 change waits on this phone. It is sent while locked.'
        : `${n} changes wait on this phone. They are sent while locked.`,
    calls: 'Call without unlocking',
    callsHint:
      'What you write about a call is kept, locked. After the unlock you are asked whether it is yours.',
    forgotten: 'I have forgotten the PIN',
    other: 'Sign out, for somebody else to sign in',
    wrong: (left: number) =>
      left === 1
        ? 'That PIN is wrong. After 1 more wrong try what is on this phone cannot be read again.'
        : `That PIN is wrong. ${left} tries are left.`,
    empty: 'Enter the PIN',
    wait: (seconds: number) =>
      seconds < 90
        ? `Wait ${seconds} seconds before the next try.`
        : `Wait ${Math.ceil(seconds / 60)} minutes before the next try.`,
    noRoom:
      'There is no room left on this phone, and the PIN cannot be tried again. Delete photos or apps that you do not need, then try again. You can still call.',
    failed: 'This phone could not work out the PIN. Open Doorstep again.',
  },
  forgotten: {
    title: 'Choose a new PIN',
    text: 'What you had not sent is still sent. You cannot read it here any more, and what you had only half written is lost.',
    back: 'I remember the PIN',
    lose: (n: number, since: string) =>
      n === 1
        ? `1 thing was never sent and cannot be opened without the PIN. It was saved ${since}. With a new PIN it is lost: write it down again.`
        : `${n} things were never sent and cannot be opened without the PIN. The first was saved ${since}. With a new PIN they are lost: write them down again.`,
    halfWritten: (n: number) =>
      n === 1
        ? '1 form that you had begun is lost with a new PIN.'
        : `${n} forms that you had begun are lost with a new PIN.`,
    sealed: (n: number) =>
      n === 1
        ? '1 thing written while this phone was locked cannot be opened without the PIN, and is not sent.'
        : `${n} things written while this phone was locked cannot be opened without the PIN, and are not sent.`,
  },
  change: {
    title: 'Change the PIN',
    before: 'PIN now',
    now: 'New PIN',
    go: 'Change the PIN',
    done: 'The PIN is changed.',
  },
  unlockToWrite: 'Unlock to write a request',
  lock: 'Lock now',
} as const;
