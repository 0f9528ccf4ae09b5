/** What a person is offered to do with a request: one next step, by whose turn it is and what the area gives. */
import { describe, expect, test } from 'vitest';
import type { AreaProfileFields, Person, RequestFields, Role } from '../../pwa/src/domain';
import { deedsFor, nextDeed } from '../../pwa/src/page/screens/request/deeds';
import type { Sight } from '../../pwa/src/page/screens/request/sight';
import { clockLines, waitedFor, waitsOn } from '../../pwa/src/page/reading/whose-turn';
import type { RequestView } from '../../pwa/src/store';

const now = new Date('2026-11-22T15:00:00.000Z');
const profile = {
  name: 'Anyshire',
  roles: {
    authorise: ['team_manager', 'aswp'],
    return_form: ['team_manager', 'aswp', 'business_support'],
    confirm_slot: ['team_manager', 'business_support'],
    confirm_by_phone: ['social_worker'],
    book: ['team_manager'],
  },
  booking: { mode: 'time_agreed_by_phone', formats: [] },
  verbal_by_phone: true,
} as unknown as AreaProfileFields;

interface Given {
  role?: Role;
  is_mine?: boolean;
  pending?: string[];
  fields?: Partial<RequestFields>;
  only_here?: boolean;
}

function sight({ role = 'social_worker', is_mine = true, ...given }: Given = {}): Sight {
  const fields = { urgent: true, child_ids: [], ...given.fields } as unknown as RequestFields;
  const request = { id: 'r', fields, only_here: given.only_here ?? false };
  return {
    view: { request, ...nothing_beside } as unknown as RequestView,
    person: { id: 'me', role } as Person,
    profile,
    status: fields.status ?? 'awaiting_authorisation',
    is_mine,
    pending: new Set(given.pending),
  };
}
const nothing_beside = { calls: [], dispatches: [], invitations: [], notes: [], escalations: [] };
const offered = (given: Given) => deedsFor(sight(given)).map(({ key }) => key);
const next = (given: Given) => nextDeed(sight(given))?.key ?? null;

describe('what is offered', () => {
  test('a manager authorises or returns; where the area gives it, so does its deputy (T-09, W-17)', () => {
    expect(next({ role: 'team_manager', is_mine: false })).toBe('authorise');
    expect(offered({ role: 'aswp', is_mine: false })).toContain('authorise');
    expect(offered({ role: 'business_support', is_mine: false })).toEqual(['return']);
    expect(next({ role: 'team_manager', is_mine: false, only_here: true })).toBeNull();
  });

  test('the worker of an urgent one may write down what the manager said by telephone', () => {
    expect(offered({})).toContain('verbal');
    expect(offered({ only_here: true })).toContain('verbal');
    expect(offered({ fields: { urgent: false } })).not.toContain('verbal');
    expect(offered({ pending: ['record_verbal_authorisation'] })).not.toContain('verbal');
  });

  test('one that came back is put right first', () => {
    expect(next({ fields: { status: 'returned' } })).toBe('edit');
  });

  test('what is waited for by name is the next step, whoever else may do other things', () => {
    const fields: Partial<RequestFields> = {
      status: 'time_agreed',
      waiting_for: [
        { who: 'team_manager', what: 'arrange_health' },
        { who: 'team_manager', what: 'confirm_slot' },
      ],
    };

    expect(next({ role: 'team_manager', is_mine: false, fields })).toBe('arrange-health');
    expect(next({ role: 'business_support', is_mine: false, fields })).toBe('confirm');
    expect(next({ fields })).toBeNull();
  });

  test('business support are rung where they are to be (W-21)', () => {
    const fields: Partial<RequestFields> = {
      status: 'with_business_support',
      waiting_for: [{ who: 'social_worker', what: 'confirm_receipt' }],
    };

    expect(next({ fields })).toBe('receipt');
  });

  test('what went out is not withdrawn by one person: cancelling is asked for (T-15)', () => {
    expect(offered({})).toContain('withdraw');
    const sent: Partial<RequestFields> = {
      status: 'sent_to_police',
      sent_to_police_at: now.toISOString(),
    };
    expect(offered({ fields: sent })).toContain('cancel');
    expect(offered({ fields: sent })).not.toContain('withdraw');
    const told = { at: now.toISOString(), by: 'me', how: 'call' };
    expect(offered({ fields: { police_told: told } })).toContain('cancel');
  });

  test('a decision that waits on this phone is not asked for twice, nor anything after it', () => {
    const role = 'team_manager';
    expect(offered({ role, is_mine: false, pending: ['authorise_request'] })).toEqual([]);
  });

  test('what can wait no longer is made urgent by who raised it, wherever it stands (S-11)', () => {
    const waits = { urgent: false, status: 'sent_to_police' } as const;
    expect(offered({ fields: waits })).toContain('urgent');
    expect(offered({ is_mine: false, fields: waits })).not.toContain('urgent');
    const session = { day: '2026-11-06', meant_day: '2026-11-04', missed_cutoff: true };
    expect(offered({ fields: { ...waits, session } })).not.toContain('urgent'); // it stands above, with the missed cut-off
  });

  test('nothing is offered of one that has ended', () => {
    for (const status of ['withdrawn', 'merged', 'redirected', 'cancelled'] as const)
      expect(offered({ role: 'team_manager', fields: { status } })).toEqual([]);
  });
});

describe('whose turn it is, in words', () => {
  const of = (fields: Partial<RequestFields>, only_here = false) =>
    sight({ fields, only_here }).view.request;

  test('the next step names who does it; a code without words is still a sentence', () => {
    const waits = (what: string) => of({ waiting_for: [{ who: 'police', what }] });
    expect(waitsOn(waits('contact_manager'))).toBe(
      'Waiting for the police to contact the manager.',
    );
    expect(waitsOn(waits('something_new'))).toBe('Waiting for the police to do the next step.');
    expect(waitsOn(of({}, true))).toContain('Ring the manager');
  });

  test('what is due is said as a time, and what is late as late', () => {
    const due_at = '2026-11-22T14:30:00.000Z';
    const [line] = waitedFor(
      of({ waiting_for: [{ who: 'team_manager', what: 'authorise', due_at }] }),
      now,
    );
    expect(line).toEqual({
      text: 'The team manager, to authorise the request, or return it. Overdue by 30 minutes',
      late: true,
    });
  });

  test('a clock that was met is not shown, and one that only advises is never late', () => {
    const clock = {
      key: 'k',
      name: 'Mail may be on its way',
      about: 'safety',
      starts_at: '2026-11-22T14:00:00.000Z',
      due_at: '2026-11-22T14:20:00.000Z',
      in_setting: false,
    } as const;
    const met = { ...clock, met_at: '2026-11-22T14:10:00.000Z' };
    expect(clockLines(of({ clocks: [met] }), now)).toEqual([]);
    expect(clockLines(of({ clocks: [{ ...clock, kind: 'advice' }] }), now)[0]?.late).toBe(false);
  });
});
