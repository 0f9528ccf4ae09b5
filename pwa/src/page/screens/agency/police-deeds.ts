/** What the police may do with a request. */
import { isPolice } from '../../app/roles';
import { isOver } from '../../reading/request-state';
import { agency as words } from '../../words';
import type { Deed } from '../request/deeds';
import type { Sight } from '../request/sight';
import { Unreachable } from '../request/unreachable';
import { ReportOverrun } from './answers';
import { AssignOfficer } from './assign';
import { ContactMade } from './contact';
import { PoliceNote } from './notes';
import { AgreeTime, ProposeTime } from './police-times';
import { isGiven, isGoing, isTurn } from './whose';

const police = ({ person, status }: Sight): boolean => isPolice(person.role) && !isOver(status);
const goes = (sight: Sight): boolean => police(sight) && isGoing(sight);

export const policeDeeds: readonly Deed[] = [
  {
    key: 'contact',
    label: words.contact,
    draft: 'contact',
    kinds: ['record_police_contact'],
    what: ['contact_manager'],
    may: goes,
    next: isTurn('contact_manager'),
    Form: ContactMade,
  },
  {
    key: 'agree',
    label: words.agree,
    draft: 'police-agree',
    kinds: ['agree_time'],
    may: (sight) =>
      goes(sight) &&
      sight.status !== 'slot_confirmed' &&
      sight.profile?.booking?.mode === 'time_agreed_by_phone' &&
      isGiven(sight, 'agree_time', ['police_sergeant']),
    Form: AgreeTime,
  },
  {
    key: 'propose',
    label: words.propose,
    draft: 'propose',
    kinds: ['propose_time'],
    may: (sight) => goes(sight) && sight.status !== 'slot_confirmed',
    Form: ProposeTime,
  },
  {
    key: 'cannot-reach',
    label: words.cannotReach,
    draft: 'unreachable',
    kinds: ['report_manager_unreachable'],
    may: goes,
    Form: Unreachable,
  },
  {
    key: 'assign',
    label: words.assign,
    draft: 'assign',
    kinds: ['assign_officer'],
    may: goes,
    Form: AssignOfficer,
  },
  {
    key: 'note',
    label: words.note,
    draft: 'police-note',
    kinds: [],
    may: police,
    Form: PoliceNote,
  },
  {
    key: 'overrun',
    label: words.overrun,
    draft: 'overrun',
    kinds: ['report_overrun'],
    may: (sight) =>
      sight.status === 'slot_confirmed' &&
      (isPolice(sight.person.role) || sight.person.role === 'business_support'),
    Form: ReportOverrun,
  },
];
