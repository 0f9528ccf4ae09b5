/** Words for who is invited to a discussion. */
export const invitations = {
  title: 'Who is invited',
  replies: {
    none: 'No reply yet',
    accepted: 'Comes',
    declined: 'Does not come',
    tentative: 'Perhaps',
  },
  removed: 'Not invited any more',
  informations: {
    asked: 'Information asked for.',
    submitted: 'Information sent.',
    will_bring: 'Brings its information.',
    nothing_held: 'Holds no information.',
    none: '',
  },
  at: (reply: string, time: string) => `${reply}, ${time}`,
} as const;
