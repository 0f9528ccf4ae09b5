/** Words for a phone that has been out of contact for long. */
export const lease = {
  title: 'Sign in to open this phone',
  text: 'This phone has been out of contact for too long. Sign in with a signal; then the PIN opens it again. Everything on it is kept, and what waits is sent with the next signal.',
  meanwhile: 'You can call, and write a note, without it.',
  over: 'This phone has been out of contact for too long. It locks when you stop writing, and then needs a sign-in with a signal. What you have typed is kept.',
  soon: (when: string) =>
    `This phone has been out of contact. From ${when} it opens only after a sign-in with a signal. Open Doorstep once with a signal before that.`,
} as const;
