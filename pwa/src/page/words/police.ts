/** Words for what went to the police and what came back. "Sent" is not "police told". */
export const police = {
  title: 'To the police and back',
  sent: (to: string, time: string) => `${to}: sent ${time} - no reply yet`,
  sentAnswered: (to: string, time: string) => `${to}: sent ${time}`,
  byHand: (to: string, time: string) => `${to}: sent another way, ${time}`,
  queued: (to: string) => `${to}: NOT SENT yet`,
  failed: (to: string) => `${to}: NOT SENT. The mail could not be delivered`,
  bounced: (to: string) => `${to}: the mail came back. It was not delivered`,
  stopped: (to: string) => `${to}: stopped before it was sent`,
  trouble: (words: string) => `The request has trouble on its way: ${words}. Call.`,
  contact: (who: string, when: string) => `The police were in contact: ${who}, ${when}`,
  assigned: (who: string) => `With ${who}`,
  someone: 'somebody',
  notes: { screened: 'Screened', research: 'Research' },
} as const;
