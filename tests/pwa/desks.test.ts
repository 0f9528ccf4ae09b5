/** The lists of the desks: whose turn it is, in which column, in which order, and how fresh it is. */
import { describe, expect, test } from 'vitest';
import type { Person, RequestFields, Role, WaitingFor } from '../../pwa/src/domain';
import type { DeskRequest } from '../../pwa/src/store';
import { sayFresh } from '../../pwa/src/page/reading/fresh';
import { beside, sayDue, stepOf } from '../../pwa/src/page/reading/desk-lines';
import { deskOf, isReadByAuthority, mineOf, ofAuthority } from '../../pwa/src/page/reading/desks';

const now = new Date('2026-11-23T10:00:00.000Z');
const at = (time: string) => `2026-11-23T${time}:00.000Z`;

const as = (role: Role, id = 'me'): Person => ({
  id,
  role,
  name: 'Invented',
  area: 'wirral',
  team_id: null,
  phone: null,
});

interface More {
  status?: RequestFields['status'];
  waiting_for?: WaitingFor[];
  invitations?: object[];
  dispatches?: object[];
  escalations?: object[];
  waiting?: number;
}

function aRequest(ref: string, more: More & Partial<RequestFields> = {}): DeskRequest {
  const { invitations = [], dispatches = [], escalations = [], waiting = 0, ...fields } = more;
  const beside = (all: object[]) => all.map((one) => ({ fields: one }));
  return {
    request: {
      id: ref,
      made_at: at('08:00'),
      made_by: 'worker',
      waiting,
      only_here: false,
      fields: { ref, urgent: false, status: 'sent_to_police', ...fields },
    },
    invitations: beside(invitations),
    dispatches: beside(dispatches),
    escalations: beside(escalations),
  } as unknown as DeskRequest;
}

const waits = (who: string, what: string, due_at: string | null = null): WaitingFor[] => [
  { who, what, due_at },
];

const columns = (role: Role, ...all: DeskRequest[]) => {
  const { work, rest } = deskOf(all, as(role), now);
  return [...work, ...rest].map(({ key, rows }) => [
    key,
    ...rows.map(({ request }) => request.fields.ref),
  ]);
};

describe('the order of a desk', () => {
  test('urgent first, in it what is due first, then what has waited longest', () => {
    const plain = aRequest('late', { waiting_for: waits('health', 'reply', at('09:00')) });
    const urgent = aRequest('urgent', {
      urgent: true,
      urgent_call: 'spoke',
      waiting_for: waits('health', 'reply', at('12:00')),
    });
    const sooner = aRequest('sooner', {
      urgent: true,
      urgent_call: 'spoke',
      waiting_for: waits('health', 'reply', at('11:00')),
    });
    const owed = aRequest('owed', {
      urgent: true,
      urgent_call: 'required',
      waiting_for: waits('health', 'reply', at('13:00')),
    });

    const rows = mineOf([plain, urgent, sooner, owed], as('health'), now);

    expect(rows.map(({ request }) => request.fields.ref)).toEqual([
      'owed',
      'sooner',
      'urgent',
      'late',
    ]);
  });

  test('how many need me, and how many of them are late, are counted', () => {
    const all = [
      aRequest('1', { waiting_for: waits('business_support', 'forward', at('09:30')) }),
      aRequest('2', { waiting_for: waits('business_support', 'book_meeting', at('11:30')) }),
      aRequest('3', { waiting_for: waits('health', 'reply', at('09:00')) }),
    ];

    expect(deskOf(all, as('business_support'), now).counts).toEqual({ mine: 2, late: 1 });
  });

  test('what was decided here and is not sent yet does not ask again', () => {
    const sent = aRequest('1', {
      waiting: 1,
      waiting_for: waits('business_support', 'forward'),
    });

    expect(mineOf([sent], as('business_support'), now)).toEqual([]);
  });
});

describe("business support's day (W-19, W-20, W-21, W-22)", () => {
  const ours = (what: string) => waits('business_support', what);

  test('to forward, to book, replies to come, receipt to confirm, mail that did not arrive', () => {
    expect(
      columns(
        'business_support',
        aRequest('forward', { waiting_for: ours('forward') }),
        aRequest('book', { waiting_for: ours('book_meeting') }),
        aRequest('replies', {
          status: 'meeting_booked',
          waiting_for: waits('health', 'reply'),
          invitations: [{ agency: 'school', reply: 'none', information: 'asked' }],
        }),
        aRequest('receipt', { waiting_for: waits('social_worker', 'confirm_receipt') }),
        aRequest('bounced', {
          waiting_for: waits('police', 'contact_manager'),
          dispatches: [{ state: 'bounced' }],
        }),
        aRequest('done', { status: 'slot_confirmed' }),
        aRequest('gone', { status: 'withdrawn' }),
      ),
    ).toEqual([
      ['mail', 'bounced'],
      ['forward', 'forward'],
      ['book', 'book'],
      ['receipt', 'receipt'],
      ['replies', 'replies'],
      ['confirmed', 'done'],
      ['over', 'gone'],
    ]);
  });

  test('how many have replied, and from how many there is information', () => {
    const [row] = deskOf(
      [
        aRequest('1', {
          invitations: [
            { reply: 'accepted', information: 'will_bring' },
            { reply: 'none', information: 'asked' },
          ],
        }),
      ],
      as('business_support'),
      now,
    ).work[0]!.rows;

    expect(beside(row!, () => 'somebody')).toEqual([
      '1 of 2 have replied',
      'Information from 1 of 2',
    ]);
  });
});

describe('the police', () => {
  const theirs = waits('police', 'contact_manager');

  test("S-15: urgent and crime-related ones are the sergeant's, the rest the shared list", () => {
    expect(
      columns(
        'police_sergeant',
        aRequest('plain', { waiting_for: theirs }),
        aRequest('crime', { waiting_for: theirs, crime_related: true }),
        aRequest('urgent', { waiting_for: theirs, urgent: true }),
      ),
    ).toEqual([
      ['sergeants', 'urgent', 'crime'],
      ['shared', 'plain'],
    ]);
  });

  test('S-18: what a delegated officer has stays in sight of the sergeant who oversees it', () => {
    const given = aRequest('given', {
      waiting_for: theirs,
      police_assigned: { name: 'Dee Imagined', person_id: 'dee', delegated: true },
    });

    expect(columns('police_sergeant', given)).toEqual([['oversight', 'given']]);
    const [row] = deskOf([given], as('police_sergeant'), now).work[0]!.rows;
    expect(beside(row!, () => '')).toEqual(['With Dee Imagined, who has delegated responsibility']);
    expect(deskOf([given], as('police_delegated_officer', 'dee'), now).work[0]?.key).toBe('given');
    expect(mineOf([given], as('police_delegated_officer', 'another'), now)).toEqual([]);
  });

  test('S-17: an officer is not asked for what is urgent or crime-related', () => {
    const urgent = aRequest('urgent', { waiting_for: theirs, urgent: true });
    const plain = aRequest('plain', { waiting_for: theirs });

    expect(columns('police_delegated_officer', urgent, plain)).toEqual([
      ['shared', 'plain'],
      ['waiting', 'urgent'],
    ]);
  });

  test('S-16: three councils share a queue, which can be read by council', () => {
    const dudley = aRequest('1', { authority: 'Dudley', waiting_for: theirs });
    const walsall = aRequest('2', { authority: 'Walsall', waiting_for: theirs });
    const councils = ['Sandwell', 'Dudley', 'Walsall'];

    expect(ofAuthority([dudley, walsall], 'Dudley')).toEqual([dudley]);
    expect(ofAuthority([dudley, walsall], null)).toHaveLength(2);
    expect(isReadByAuthority('police_sergeant', councils, [dudley])).toBe(true);
    expect(isReadByAuthority('police_sergeant', ['Wirral'], [dudley])).toBe(false);
    expect(isReadByAuthority('health', councils, [dudley])).toBe(false);
  });
});

test('S-14: the head of service has what was escalated first, then what is overdue', () => {
  expect(
    columns(
      'head_of_service',
      aRequest('late', { waiting_for: waits('team_manager', 'authorise', at('09:00')) }),
      aRequest('manager', {
        waiting_for: waits('police', 'agree_time'),
        escalations: [{ event: 'manager_unreachable' }],
      }),
      aRequest('well', { waiting_for: waits('police', 'agree_time', at('12:00')) }),
    ),
  ).toEqual([
    ['escalated', 'manager'],
    ['late', 'late'],
    ['waiting', 'well'],
  ]);
});

test('health has its invitations, then the information that it owes (W-22)', () => {
  expect(
    columns(
      'health',
      aRequest('information', { waiting_for: waits('health', 'send_information') }),
      aRequest('reply', { waiting_for: waits('health', 'reply') }),
    ),
  ).toEqual([
    ['reply', 'reply'],
    ['information', 'information'],
  ]);
});

test("an invitation that names nobody else is the agency's to answer (W-20)", () => {
  const own = aRequest('own', { invitations: [{ agency: 'health', information: 'asked' }] });
  const named = aRequest('named', { invitations: [{ agency: 'health', person_id: 'other' }] });
  const told = aRequest('told', {
    invitations: [{ agency: 'health', reply: 'accepted', information: 'asked' }],
  });

  expect(columns('health', own, named, told)).toEqual([
    ['reply', 'own'],
    ['information', 'told'],
    ['waiting', 'named'],
  ]);
});

test('roles that the area names for a step count before the word of the desk', () => {
  const one = aRequest('1', {
    waiting_for: [{ who: 'team_manager', what: 'authorise', roles: ['team_manager', 'aswp'] }],
  });

  expect(mineOf([one], as('aswp'), now)).toHaveLength(1);
});

test('a row says the one next step and how long there is, from this device alone', () => {
  const one = aRequest('1', { waiting_for: waits('business_support', 'forward', at('10:20')) });
  const [row] = mineOf([one], as('business_support'), now);

  expect(stepOf(row!)).toBe('Forward it to the police');
  expect(sayDue(row!, now)).toBe('20 minutes left, today at 10:20');
  expect(sayDue(row!, new Date(at('10:25')))).toBe('Overdue by 5 minutes');
});

test('a list that may be old says when the server was last heard from', () => {
  const heard = { last_contact_at: at('09:58'), trouble: null };

  expect(sayFresh(heard, now)).toEqual({ text: 'Last contact 09:58', old: false });
  expect(sayFresh({ ...heard, trouble: 'no-signal' }, now)).toEqual({
    text: 'This list may be out of date. Last contact 09:58',
    old: true,
  });
  expect(sayFresh(heard, new Date(at('10:30'))).old).toBe(true);
  expect(sayFresh({ last_contact_at: null, trouble: null }, now).old).toBe(true);
});
