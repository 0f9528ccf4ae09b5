/** What each agency is offered to do with a request, and what their forms make of what is written. */
import { describe, expect, test } from 'vitest';
import type { AreaProfileFields, Person, RequestFields, Role } from '../../pwa/src/domain';
import type { RequestView } from '../../pwa/src/store';
import { bookErrors, bookFields, minutesOf } from '../../pwa/src/page/reading/booking';
import { escalationLines } from '../../pwa/src/page/reading/escalations';
import { addresseesOf, undelivered } from '../../pwa/src/page/reading/mails';
import { replyChanges, replyErrors } from '../../pwa/src/page/reading/replies';
import { deedsFor, nextDeed } from '../../pwa/src/page/screens/request/deeds';
import type { Sight } from '../../pwa/src/page/screens/request/sight';

const now = new Date('2026-11-23T10:00:00.000Z');

const wirral = {
  roles: {
    book: ['business_support'],
    confirm_slot: ['business_support', 'team_manager'],
    forward_to_police: ['business_support'],
    return_form: ['business_support', 'team_manager', 'aswp'],
  },
  booking: { mode: 'booked_by_business_support', formats: ['face_to_face'] },
} as unknown as AreaProfileFields;

const sandwell = {
  roles: {
    agree_time: ['police_sergeant', 'team_manager'],
    confirm_slot: ['business_support', 'team_manager'],
  },
  booking: { mode: 'time_agreed_by_phone', formats: [] },
} as unknown as AreaProfileFields;

interface More extends Partial<RequestFields> {
  invitations?: object[];
  dispatches?: object[];
}

function sight(role: Role, more: More = {}, profile: AreaProfileFields = wirral): Sight {
  const { invitations = [], dispatches = [], ...fields } = more;
  const status = fields.status ?? 'sent_to_police';
  const records = (all: object[]) => all.map((one, at) => ({ id: `${at}`, fields: one }));
  const request = {
    id: 'r',
    made_by: 'worker',
    fields: { urgent: false, waiting_for: [], ...fields, status },
  };
  const view = {
    request,
    calls: [],
    invitations: records(invitations),
    dispatches: records(dispatches),
    notes: [],
    escalations: [],
  } as unknown as RequestView;
  const person: Person = { id: 'me', name: 'Me', role, area: 'a', team_id: null, phone: null };
  return { view, person, profile, status, is_mine: false, pending: new Set() };
}

const keys = (one: Sight): string[] => deedsFor(one).map(({ key }) => key);

describe('business support', () => {
  test('W-19: forwarding is the next step once it is with them, and goes when it was sent on', () => {
    const here = { status: 'with_business_support', sent_to_business_support_at: 'T' } as const;
    const waiting_for = [{ who: 'business_support', what: 'forward' }];

    expect(nextDeed(sight('business_support', { ...here, waiting_for }))?.key).toBe('forward');
    expect(keys(sight('business_support', { ...here, sent_to_police_at: 'T' }))).not.toContain(
      'forward',
    );
    expect(keys(sight('health', here))).not.toContain('forward');
  });

  test('W-20: they book where the area has it so, and nowhere else', () => {
    const waiting_for = [{ who: 'business_support', what: 'book_meeting' }];

    expect(nextDeed(sight('business_support', { waiting_for }))?.key).toBe('book');
    expect(keys(sight('business_support', {}, sandwell))).not.toContain('book');
  });

  test('T-09: a form that is filled in incorrectly goes back, until it has gone to the police', () => {
    expect(keys(sight('business_support', { status: 'with_business_support' }))).toContain(
      'return',
    );
    expect(keys(sight('business_support', { status: 'sent_to_police' }))).not.toContain('return');
  });

  test('a mail that did not arrive is mended before anything else that is theirs', () => {
    const waiting_for = [
      { who: 'business_support', what: 'mend_delivery' },
      { who: 'business_support', what: 'book_meeting' },
    ];
    const dispatches = [{ state: 'bounced', purpose: 'police', to_key: 'west_mash', to_name: 'W' }];

    expect(nextDeed(sight('business_support', { waiting_for, dispatches }))?.key).toBe('mend');
  });

  test('W-20: a reply by telephone is recorded for somebody who is invited', () => {
    const invitations = [{ agency: 'school' }];

    expect(keys(sight('business_support', { invitations }))).toContain('log-reply');
    expect(keys(sight('business_support'))).not.toContain('log-reply');
  });
});

describe('the police', () => {
  const waiting_for = [{ who: 'police', what: 'contact_manager' }];

  test('S-03, S-14, S-18, N-21: contact, proposal, no manager, officer and note', () => {
    const officer = sight('police_sergeant', { waiting_for });

    expect(nextDeed(officer)?.key).toBe('contact');
    expect(keys(officer)).toEqual(['contact', 'propose', 'cannot-reach', 'assign', 'note']);
  });

  test('S-03: a time is agreed by them only where it is agreed by telephone', () => {
    expect(keys(sight('police_sergeant', {}, sandwell))).toContain('agree');
    expect(keys(sight('police_delegated_officer', {}, sandwell))).not.toContain('agree');
    expect(keys(sight('police_sergeant'))).not.toContain('agree');
  });

  test('N-40: that it begins late is told of a confirmed time alone', () => {
    expect(keys(sight('police_sergeant', { status: 'slot_confirmed' }))).toContain('overrun');
    expect(keys(sight('police_sergeant'))).not.toContain('overrun');
  });

  test('nothing is offered of what is over', () => {
    expect(keys(sight('police_sergeant', { status: 'withdrawn' }))).toEqual([]);
  });
});

describe('health', () => {
  test('its own invitation is the next step, until it is answered', () => {
    const asked = [{ agency: 'health', reply: 'none', information: 'asked' }];
    const told = [{ agency: 'health', reply: 'accepted', information: 'submitted' }];

    expect(nextDeed(sight('health', { invitations: asked }))?.key).toBe('own-reply');
    expect(nextDeed(sight('health', { invitations: told }))).toBeNull();
    expect(keys(sight('health', { invitations: [{ agency: 'school' }] }))).toEqual([]);
  });

  test('T-15: whose agreement to a cancellation is waited for says yes or no', () => {
    const status = 'cancel_requested' as const;
    const waiting_for = [{ who: 'health', what: 'agree_cancellation' }];

    expect(nextDeed(sight('health', { status, waiting_for }))?.key).toBe('agree-cancellation');
    expect(keys(sight('police_sergeant', { status, waiting_for }))).not.toContain(
      'agree-cancellation',
    );
  });
});

describe('what the forms make of it', () => {
  const written = { starts_at: '2026-11-24T10:00', minutes: '90', format: 'face_to_face' };

  test('W-20: a meeting begins and ends, and says how and where', () => {
    expect(bookErrors({}, now)).toMatchObject({ starts_at: expect.any(String) as string });
    expect(bookErrors({ ...written, place: 'Room 4' }, now)).toEqual({});
    expect(bookFields({ ...written, place: ' Room 4 ' })).toEqual({
      starts_at: '2026-11-24T10:00:00.000Z',
      ends_at: '2026-11-24T11:30:00.000Z',
      format: 'face_to_face',
      place: 'Room 4',
      conference: null,
    });
  });

  test('W-11: by telephone the conference is booked with it', () => {
    const call = { ...written, format: 'telephone_conference', place: 'By telephone' };

    expect(bookErrors(call, now)).toHaveProperty('conference');
    expect(bookErrors({ ...call, conference: 'Solar Campus' }, now)).toEqual({});
  });

  test('a time that is over is asked for again', () => {
    const past = { ...written, starts_at: '2026-11-22T10:00', place: 'Room 4' };

    expect(bookErrors(past, now)).toHaveProperty('starts_at');
  });

  test('minutes are whole, more than none, and less than a day', () => {
    expect(['20', ' 5 ', '0', '1.5', 'x', '', '1440'].map(minutesOf)).toEqual([
      20,
      5,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test('W-22, W-23: a reply and information go as one change, information alone as its own', () => {
    const invitation = { id: 'i', fields: { reply: 'none' } } as unknown as Parameters<
      typeof replyChanges
    >[0];
    const told = { ...invitation, fields: { ...invitation.fields, reply: 'accepted' as const } };

    const answer = { reply: 'accepted', information: 'will_bring' } as const;

    expect(replyChanges(invitation, answer)).toEqual([
      {
        kind: 'reply_to_invitation',
        record_id: 'i',
        fields: { reply: 'accepted', information: 'will_bring', note: null },
      },
    ]);
    expect(replyChanges(told, answer).map(({ kind }) => kind)).toEqual(['note_information']);
    expect(replyErrors({}, true)).toHaveProperty('reply');
    expect(replyErrors({ information: 'submitted' }, true)).toHaveProperty('reply');
    expect(replyErrors({ information: 'submitted' }, false)).toEqual({});
  });

  test('a mail that bounced can be sent again, or have been sent by hand to its addressee', () => {
    const mail = (fields: object) =>
      ({ id: 'm', fields }) as unknown as Parameters<typeof undelivered>[0][number];
    const bounced = mail({ state: 'bounced', purpose: 'police', to_key: 'mash', to_name: 'MASH' });
    const sent = mail({ state: 'sent', purpose: 'business_support', to_key: 'tso', to_name: 'T' });

    const by_hand = mail({ state: 'by_hand', purpose: 'police', to_key: 'mash', to_name: 'MASH' });

    expect(undelivered([bounced, sent])).toEqual([bounced]);
    expect(undelivered([bounced, sent, by_hand])).toEqual([]);
    const off = mail({ ...bounced.fields, purpose: 'cancellation', about: 'cancelled' });
    expect(undelivered([off, by_hand])).toEqual([off]);
    expect(addresseesOf([bounced, sent])).toEqual([{ value: 'mash', label: 'MASH' }]);
  });

  test('S-14: what was escalated says when, what, and who', () => {
    const event = {
      event: 'manager_unreachable',
      words: 'Rang twice',
      by: 'x',
      at: '2026-11-23T09:40:00.000Z',
    };

    expect(escalationLines([{ fields: event }] as never, () => 'Pat Imagined', now)).toEqual([
      '09:40 The manager could not be reached. Rang twice. Pat Imagined',
    ]);
  });
});
