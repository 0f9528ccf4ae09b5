/** Words for what was written while the phone was locked, on every page. */
export const written = {
  write: 'Write a note without unlocking',
  sealedHere: (n: number) =>
    n === 1
      ? '1 thing written while locked waits for the unlock. It is not sent.'
      : `${n} things written while locked wait for the unlock. They are not sent.`,
  waits: (n: number) =>
    n === 1
      ? '1 thing was written while this phone was locked. It is not sent until you say whether it is yours.'
      : `${n} things were written while this phone was locked. They are not sent until you say whether they are yours.`,
  look: 'Look at it',
} as const;
