/** Words for opening a family and adding a child. */
import { common } from './common';

export const opening = {
  link: 'Open a family',
  title: 'Open a family',
  intro: 'It belongs to your team. Nobody has it until you give it to somebody.',
  name: 'Name of the family',
  address: 'Address',
  reference: common.optional('Your council’s reference'),
  council: common.optional('Which council is it?'),
  safety: 'There is something staff must know before they visit',
  safetyNote: 'What must they know?',
  save: 'Open the family',
  errors: {
    name: 'Enter the name of the family',
    address: 'Enter the address',
    safety: 'Say what staff must know',
  },
} as const;

export const newChild = {
  link: 'Add a child',
  title: 'Add a child',
  given: 'First name',
  family: 'Family name',
  born: 'Date of birth',
  bornHint: 'If nobody knows it, the day that is most likely. It can be put right later.',
  reference: common.optional('Your council’s number for the child'),
  school: common.optional('School or nursery'),
  language: common.optional('Language that the child speaks best'),
  flags: 'What applies?',
  non_mobile: 'Cannot move about alone',
  non_verbal: 'Does not speak',
  interpreter_needed: 'Needs an interpreter',
  looked_after: 'Looked after by the council',
  save: 'Add the child',
  errors: {
    given_name: 'Enter the first name',
    family_name: 'Enter the family name',
    date_of_birth: 'Enter the date of birth',
    future: 'The date of birth is in the future',
  },
} as const;
