/** What is done about the time, by whom the area gives it to. */
import { requests as words } from '../../words';
import { decide } from '../../words/decide';
import { ConfirmTime } from './confirm-slot';
import type { Deed } from './deeds';
import { gives, manages, waitsFor } from './may';
import type { Sight } from './sight';
import { ChooseSlot, MoveTime, ReleaseTime } from './slot';
import { AgreeTime, ArrangeHealth } from './time';

const mode = ({ profile }: Sight): string | undefined => profile?.booking?.mode;
const isIn = (sight: Sight, ...statuses: string[]): boolean => statuses.includes(sight.status);

/**
 * Somebody may be told a time before the mail has gone: it is entered all the same. What cannot wait needs no slot and no
 * meeting: its time is entered whenever the police say it.
 */
const confirms = (sight: Sight): boolean =>
  gives(sight, 'confirm_slot') &&
  (isIn(sight, 'authorised', 'time_agreed', 'slot_offered', 'meeting_booked') ||
    (sight.view.request.fields.urgent &&
      isIn(sight, 'with_business_support', 'sent_to_police', 'police_contact_made')));
const isEarly = ({ status }: Sight): boolean => status === 'authorised';

export const timeDeeds: readonly Deed[] = [
  {
    key: 'arrange-health',
    label: decide.time.health,
    draft: 'health',
    kinds: ['arrange_health'],
    what: ['arrange_health'],
    may: (sight) =>
      manages(sight) &&
      isIn(sight, 'time_agreed', 'slot_offered', 'meeting_booked', 'slot_confirmed') &&
      sight.view.request.fields.health?.state !== 'accepted',
    Form: ArrangeHealth,
  },
  {
    key: 'agree-time',
    label: decide.time.agree,
    draft: 'agree-time',
    kinds: ['agree_time'],
    what: ['agree_time'],
    may: (sight) =>
      manages(sight) &&
      (waitsFor(sight, 'agree_time') ||
        (mode(sight) === 'time_agreed_by_phone' &&
          isIn(sight, 'authorised', 'sent_to_police', 'police_contact_made', 'time_agreed'))),
    next: isEarly,
    Form: AgreeTime,
  },
  {
    key: 'choose-slot',
    label: decide.time.choose,
    draft: 'slot',
    kinds: ['offer_slot'],
    what: ['choose_slot'],
    may: (sight) =>
      gives(sight, 'book') &&
      mode(sight) === 'session_slots' &&
      (waitsFor(sight, 'choose_slot') ||
        isIn(sight, 'authorised', 'sent_to_police', 'police_contact_made', 'slot_offered')),
    next: isEarly,
    Form: ChooseSlot,
  },
  {
    key: 'confirm',
    label: words.confirm,
    draft: 'confirm',
    kinds: ['confirm_slot'],
    what: ['confirm_slot'],
    may: confirms,
    next: isEarly,
    Form: ConfirmTime,
  },
  {
    key: 'move',
    label: words.move,
    draft: 'move',
    kinds: ['move_slot'],
    may: (sight) => sight.status === 'slot_confirmed' && gives(sight, 'confirm_slot'),
    Form: MoveTime,
  },
  {
    key: 'release',
    label: decide.time.release,
    draft: 'release',
    kinds: ['release_slot'],
    may: (sight) =>
      isIn(sight, 'time_agreed', 'slot_offered', 'meeting_booked', 'slot_confirmed') &&
      gives(sight, 'confirm_slot'),
    Form: ReleaseTime,
  },
];
