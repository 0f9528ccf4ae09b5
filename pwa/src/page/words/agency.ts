/** Words of what business support, the police, health and the head of service do with a request. */
export const agency = {
  forward: 'Forward it to the police',
  forwardHint:
    'The form goes to the mailbox of the police. It says "Sent" only when their mail server has taken it, and that does not mean that they have read it.',
  forwardSave: 'Forward to the police',

  mend: 'A mail did not arrive',
  mendUnknown: 'The mail did not arrive.',
  since: (time: string) => `Since ${time}.`,
  again: (name: string) => `Send it again to ${name}`,
  byHand: 'I sent it another way',
  byHandTo: 'To whom?',
  byHandHow: 'How did you send it, and who took it?',
  byHandWhen: 'When was it sent?',
  byHandSave: 'Record that it was sent',
  byHandErrors: {
    to_key: 'Choose to whom it was sent',
    words: 'Say how you sent it',
    at: 'Enter the day and time',
  },

  book: 'Book the meeting',
  bookHint:
    'Whoever must be there is invited with it, and each agency is asked to send what it knows before the meeting.',
  bookMinutes: 'How long, in minutes',
  bookFormat: 'How is it held?',
  bookPlace: 'Where, or how to join',
  bookConference: 'Conference booked',
  bookConferenceHint:
    'A discussion by telephone uses the conference facilities. Say which are booked.',
  bookSave: 'Book and invite',
  bookErrors: {
    minutes: 'Enter how long it takes, in whole minutes',
    format: 'Choose how it is held',
    place: 'Say where, or how to join',
    conference: 'Say which conference is booked',
  },
  formats: {
    face_to_face: 'Face to face',
    telephone_conference: 'By telephone conference',
  } as Readonly<Record<string, string>>,

  invite: 'Invite somebody more',
  inviteAgency: 'Which agency?',
  inviteName: 'Name, or the team',
  inviteRole: 'What they do',
  inviteEmail: 'Secure e-mail',
  invitePhone: 'Telephone',
  inviteSave: 'Invite',
  inviteErrors: {
    agency: 'Choose the agency',
    name: 'Say who is invited',
    reach: 'Enter an e-mail address or a telephone number',
  },
  agencies: {
    police: 'Police',
    health: 'Health',
    school: 'School',
    nursery: 'Nursery',
    social_worker: 'Social worker',
    residential_or_fostering_service: 'Residential or fostering service',
    legal: 'Legal adviser',
    referrer: 'Who referred',
    other: 'Another',
  } as Readonly<Record<string, string>>,

  logReply: 'Record a reply or information',
  whoseReply: 'Whose is it?',
  ownReply: 'Reply to the invitation',
  ownReplyHint: 'Say whether you come, and what becomes of the information that was asked for.',
  reply: 'Will they take part?',
  repliesTo: { accepted: 'Yes', tentative: 'Perhaps', declined: 'No' },
  replyNote: 'Anything to add',
  replySave: 'Save the reply',
  replyError: 'Choose an answer',
  information: 'Information asked for',
  informationStates: {
    submitted: 'It has been sent by secure e-mail',
    will_bring: 'It is brought to the meeting',
    nothing_held: 'Nothing is held',
  },
  stands: (reply: string, information: string) =>
    [stood.reply[reply], stood.information[information]].filter(Boolean).join('. '),

  contact: 'You have been in touch with the manager',
  contactHint:
    'A call to agree a time is not the discussion. It is held when the time has come, with health.',
  theyRang: 'The police rang',
  contactPurpose: 'What was it about?',
  purposes: {
    agree_time: 'To agree a time',
    live_enquiry: 'A live enquiry',
    other: 'Something else',
  },
  contactName: 'Name of the officer',
  contactRank: 'Rank',
  contactWhen: 'When was it?',
  contactWords: 'What was said',
  contactSave: 'Record the contact',
  contactErrors: {
    purpose: 'Choose what it was about',
    name: 'Enter who it was',
    at: 'Enter the day and time',
  },
  cannotReach: 'The manager cannot be reached',

  agree: 'Enter the time agreed',
  agreeHint:
    'The time that you agreed with the manager by telephone. The manager then gets health on board.',
  agreeSave: 'Save the agreed time',
  propose: 'Propose a time',
  proposeWords: 'Anything to add',
  proposeSave: 'Propose this time',
  timeWhen: 'Day and time',
  timeErrors: {
    missing: 'Enter the day and time',
    past: 'That time is over. Check the day and the time',
  },

  assign: 'Give it to an officer',
  assignWho: 'Who takes it?',
  overseenBy: 'Overseen by (name and rank of the sergeant)',
  assignSave: 'Give it',
  assignErrors: {
    person_id: 'Choose who takes it',
    overseen_by: 'Enter who oversees them',
  },
  ranks: {
    police_sergeant: 'Sergeant',
    police_delegated_officer: 'Delegated officer, overseen by a sergeant',
  } as Readonly<Record<string, string>>,

  note: 'Add a police note',
  noteKind: 'What is it?',
  notes: { screened: 'Screened, and passed on', research: 'Research' },
  noteWords: 'Note',
  noteSave: 'Add the note',
  noteErrors: { kind: 'Choose what it is', words: 'Write the note' },

  overrun: 'It begins late',
  overrunMinutes: 'How many minutes late?',
  overrunWords: 'Why',
  overrunSave: 'Tell the manager and the worker',
  overrunError: 'Enter how late, in whole minutes',

  cancellation: 'Is it to be cancelled?',
  because: (reason: string) => `Why it is no longer needed: ${reason}`,
  cancellationAgree: 'Do you agree that it is cancelled?',
  cancellationAnswers: { yes: 'Yes, cancel it', no: 'No, it must go on' },
  cancellationReason: 'Why',
  cancellationSave: 'Save your answer',
  cancellationErrors: {
    agreed: 'Say whether you agree',
    reason: 'Say why it must go on',
  },

  join: 'How to join',
  joinHint: (named: string) =>
    `This discussion is called ${named}. Check that it is yours, so that nobody joins another one.`,
  joinName: 'Type what it is called',
  joinShow: 'Show how to join',
  joinNoSignal: 'The server could not be asked. Try again with a signal.',
  joinRing: (name: string) => `Ring ${name}`,
  joinExtension: (digits: string) => `Ask for extension ${digits}.`,
  joinPasscode: (code: string) => `Passcode: ${code}`,
  joinNoPasscode: 'No passcode is kept for it.',

  escalated: 'Escalated',
  ringAbout: 'Ring the number on the request',
  eventOther: 'Something was escalated',
  events: {
    manager_unreachable: 'The manager could not be reached',
    delivery_failed: 'A mail did not arrive',
    not_confirmed_in_time: 'An authorisation by telephone was not confirmed in time',
    police_not_in_touch: 'The police have not been in touch in time',
  } as Readonly<Record<string, string>>,
} as const;

const stood: Readonly<Record<'reply' | 'information', Readonly<Record<string, string>>>> = {
  reply: {
    none: 'No reply yet',
    accepted: 'Comes',
    tentative: 'May come',
    declined: 'Does not come',
  },
  information: {
    asked: 'Information asked for',
    submitted: 'Information sent',
    will_bring: 'Brings the information',
    nothing_held: 'Holds nothing',
  },
};
