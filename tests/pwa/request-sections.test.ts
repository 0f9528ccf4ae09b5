/** What the page of a request says of mails, times, invitations and cancellations: no more than is so. */
import { describe, expect, test } from 'vitest';
import type { AreaProfileFields, DispatchFields, RequestFields, Role } from '../../pwa/src/domain';
import { cancellationLines } from '../../pwa/src/page/reading/cancellation-lines';
import { invitationLines } from '../../pwa/src/page/reading/invitation-lines';
import { managersOf } from '../../pwa/src/page/reading/managers';
import { personTarget } from '../../pwa/src/page/reading/person-call';
import { contactLine, dispatchLines, troubleLine } from '../../pwa/src/page/reading/police-lines';
import { missedCutoff, timeLines } from '../../pwa/src/page/reading/time-lines';
import { requestLines } from '../../pwa/src/page/reading/request-lines';
import type { LocalRecord, LocalRequest } from '../../pwa/src/store';

const now = new Date('2026-11-22T16:00:00.000Z');
const at = '2026-11-22T15:41:00.000Z';
const nameOf = (id: string | null | undefined) => (id === 'toni' ? 'Toni' : 'Somebody');
const says = (fields: Partial<RequestFields>) => fields as RequestFields;
const beside = <T extends 'dispatch' | 'invitation' | 'person' | 'manager_presence'>(
  id: string,
  fields: object,
) => ({ id, fields }) as unknown as LocalRecord<T>;

describe('a mail to the police (W-19, N-16)', () => {
  const mail = (state: DispatchFields['state'] | 'stopped', sent_at: string | null = null) =>
    beside<'dispatch'>('m', { to_name: 'The mailbox', purpose: 'police', state, sent_at });
  const line = (one: LocalRecord<'dispatch'>, fields: Partial<RequestFields> = {}) =>
    dispatchLines([one], says(fields), now)[0];

  test('that was taken is sent, and says that nobody has replied; never that the police are told', () => {
    expect(line(mail('sent', at))?.text).toBe('The mailbox: sent 15:41 - no reply yet');
    const police_contact = { at, purpose: 'other', how: 'link' } as const;
    expect(line(mail('sent', at), { police_contact })?.text).toBe('The mailbox: sent 15:41');
  });

  test('that waits, failed or came back is not sent, and says so loudly', () => {
    expect(line(mail('queued'))).toMatchObject({
      text: 'The mailbox: NOT SENT yet',
      tone: 'warn',
    });
    expect(line(mail('failed'))?.tone).toBe('urgent');
    expect(line(mail('bounced'))?.text).toContain('not delivered');
    expect(line(mail('stopped'))?.text).toContain('stopped');
  });

  test('an invitation is told with those invited, not here', () => {
    const invitation = beside<'dispatch'>('m', { purpose: 'invitation', state: 'sent' });
    expect(dispatchLines([invitation], says({}), now)).toEqual([]);
  });

  test('trouble asks for a call; contact names who was in touch', () => {
    expect(troubleLine(says({}))).toBeNull();
    const dispatch_trouble = { code: 'bounced', words: 'No such mailbox', at };
    expect(troubleLine(says({ dispatch_trouble }))).toContain('Call.');
    const police_contact = { at, purpose: 'agree_time', how: 'phone', name: 'DS One' } as const;
    expect(contactLine(says({ police_contact }), now)).toBe(
      'The police were in contact: DS One, today at 15:41',
    );
  });
});

describe('the time', () => {
  test('a cut-off that was missed without a signal is said with both days (journey 13, N-30)', () => {
    const session = { day: '2026-11-06', meant_day: '2026-11-04', missed_cutoff: true };
    expect(missedCutoff(says({ session }))).toBe('Goes to Fri 6 Nov, not Wed 4 Nov');
    expect(missedCutoff(says({ session: { day: '2026-11-06' } }))).toBeNull();
    expect(missedCutoff(says({}))).toBeNull();
  });

  test('agreed with the police, health, and what was confirmed stand beside each other (S-03)', () => {
    const fields = says({
      agreed: { starts_at: at, with_name: 'DS One', with_rank: null, by: 'toni', at },
      health: { state: 'no_answer', reason: 'Rang twice' },
      confirmed: { starts_at: at, place: 'Room 4', by: 'toni', at },
    });
    expect(timeLines(fields, nameOf, now)).toEqual([
      ['Agreed with the police', 'Today at 15:41, with DS One'],
      ['Health', 'Nobody answered, Rang twice'],
      ['Confirmed', 'Today at 15:41, Room 4, Toni'],
    ]);
  });

  test('a slot that is held says until when, and one that is over does not', () => {
    const booking = { starts_at: at, ends_at: at, state: 'held', held_until: at };
    const held = timeLines(says({ booking, status: 'slot_offered' }), nameOf, now);
    expect(held).toEqual([['Slot', 'Today at 15:41, held until 15:41']]);
    const over = { ...booking, state: 'ran_out' };
    const said = timeLines(says({ booking: over, status: 'sent_to_police' }), nameOf, now);
    expect(said).toEqual([['Slot', 'Today at 15:41, no longer held']]);
  });
});

test('who is invited, what each replied, and whether their information came (W-20, W-22)', () => {
  const invited = [
    beside<'invitation'>('1', { agency: 'school', name: 'Ms One', information: 'asked' }),
    beside<'invitation'>('2', {
      agency: 'health',
      name: 'Dr Two',
      reply: 'accepted',
      replied_at: at,
    }),
    beside<'invitation'>('3', { agency: 'legal', name: 'Mr Three', removed_at: at }),
  ];
  expect(invitationLines(invited, now).map(({ who, reply }) => `${who}: ${reply}`)).toEqual([
    'Ms One, School: No reply yet',
    'Dr Two, Health: Comes, 15:41',
    'Mr Three, Legal: Not invited any more',
  ]);
});

test('each party of a cancellation is named with its answer, or as not answered (T-15)', () => {
  const police = { agreed: false, by: null, name: 'DS One', at };
  const asked = {
    asked_by: 'toni',
    asked_at: at,
    reason: 'Explained.',
    from_status: 'sent_to_police',
    agreements: { csc_team_manager: { agreed: true, by: 'toni', at }, police },
  } as const;
  expect(cancellationLines(asked, { nameOf, now }).answers).toEqual([
    'Team manager: agrees. Toni, today at 15:41',
    'Police: does not agree. DS One, today at 15:41',
    'Health: not answered yet',
  ]);
});

test('what was authorised by telephone says so, and whether the manager has confirmed it', () => {
  const line = (more: object) => {
    const authorisation = { at, method: 'telephone_to_confirm', ...more };
    const given = { authorised_at: at, authorised_by: 'toni', authorisation };
    const fields = { ...given, child_ids: [], concern_at: at };
    const request = { fields, made_by: 'sal', made_at: at } as unknown as LocalRequest;
    const lines = requestLines(request, { profile: null, nameOf, now });
    return lines.find(([label]) => label === 'Authorised')?.[1];
  };
  expect(line({})).toBe('Toni, today at 15:41. By telephone, not confirmed yet');
  expect(line({ confirmed_at: at })).toContain('By telephone, confirmed');
  expect(line({ refused_at: at })).toContain('it was not so');
});

describe('managers who can be rung (S-02, S-13)', () => {
  const person = (id: string, role: Role, team_id: string, more: object = {}) =>
    beside<'person'>(id, { name: id, role, team_id, phone: '07700 900100', ...more });
  const profile = {
    roles: { authorise: ['team_manager', 'aswp'] },
  } as unknown as AreaProfileFields;
  const people = [
    person('Ash', 'aswp', 'mine'),
    person('Gone', 'team_manager', 'mine', { ended_at: at }),
    person('Other', 'team_manager', 'other'),
    person('Toni', 'team_manager', 'mine'),
    person('Sal', 'social_worker', 'mine'),
  ];
  const said = (fields: object) =>
    new Map([['Toni', beside<'manager_presence'>('p', { person_id: 'Toni', ...fields })]]);
  const of = (presence: ReadonlyMap<string, LocalRecord<'manager_presence'>>) =>
    managersOf({ people, presence, profile, team_id: 'mine', now });

  test("the team's own stand first; whoever has left does not stand at all", () => {
    expect(of(new Map()).map(({ name }) => name)).toEqual(['Toni', 'Ash', 'Other']);
  });

  test('what a manager said of themselves counts until it is over', () => {
    expect(of(said({ available: true, logged_in: true }))[0]?.presence).toBe('here');
    expect(of(said({ available: true, logged_in: false }))[0]?.presence).toBe('logged_out');
    expect(of(said({ available: false, logged_in: true }))[0]?.presence).toBe('away');
    const old = { available: true, logged_in: true, until: at };
    expect(of(said(old))[0]?.presence).toBe('unknown');
  });

  test('in the demo no real number is dialled; without a number there is no button', () => {
    const one = { id: 'x', name: 'X', phone: '0151 606 2008' };
    expect(personTarget(one, 'manager', true)?.number).toBe('+441632960008');
    expect(personTarget({ ...one, phone: null }, 'manager', true)).toBeNull();
  });
});
