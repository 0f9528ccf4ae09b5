/** The rules that the phone knows without asking: checks, calls, clocks, search. */
import { describe, expect, test } from 'vitest';
import {
  checksumOf,
  chooseCalls,
  clockAt,
  fold,
  guidanceFor,
  isClockWrong,
  isNextAttemptForced,
  isUrgentByInjury,
  matches,
  missingChecks,
  problemsOf,
  type AreaProfileFields,
  type CallEntry,
  type CallLineFields,
  type CheckFields,
} from '../../pwa/src/domain';

describe('a child-seen check', () => {
  const later = '2026-03-03T09:00:00.000Z';

  test.each<[string, Partial<CheckFields>, string[]]>([
    ['nothing said', {}, ['seen']],
    ['seen, alone not said', { seen: 'yes' }, ['seen_alone']],
    ['seen alone', { seen: 'yes', seen_alone: 'yes' }, []],
    ['not alone', { seen: 'yes', seen_alone: 'no' }, ['reason_not_alone', 'next_attempt_at']],
    ['alone in part', { seen: 'yes', seen_alone: 'part' }, ['reason_not_alone', 'next_attempt_at']],
    [
      'declined, to be tried again',
      { seen: 'yes', seen_alone: 'no', reason_not_alone: 'child_declined', next_attempt_at: later },
      [],
    ],
    [
      'too young: no further attempt',
      { seen: 'yes', seen_alone: 'no', reason_not_alone: 'age_or_development' },
      [],
    ],
    [
      'another reason, in words',
      {
        seen: 'yes',
        seen_alone: 'no',
        reason_not_alone: 'other',
        next_attempt_at: later,
        reason_text: '  ',
      },
      ['reason_text'],
    ],
    ['not seen', { seen: 'no' }, ['where_absent', 'next_attempt_at']],
    [
      'not seen, where and when next',
      { seen: 'no', where_absent: 'With an aunt', next_attempt_at: later },
      [],
    ],
    [
      'a relative interpreted',
      { seen: 'yes', seen_alone: 'yes', interpreter_is_family: true },
      ['interpreter_reason'],
    ],
  ])('%s', (_name, check, fields) => {
    expect(Object.keys(problemsOf(check))).toEqual(fields);
  });

  test('every child of the visit needs one, in the order of the visit', () => {
    expect(missingChecks(['a', 'b', 'c'], [{ child_id: 'b' }])).toEqual(['a', 'c']);
  });

  test('an injury to a child who cannot move suggests an urgent request', () => {
    const check = { injuries: [{ place: 'cheek', what: 'bruise' }] };

    expect(isUrgentByInjury({ non_mobile: true }, check)).toBe(true);
    expect(isUrgentByInjury({ non_mobile: false }, check)).toBe(false);
    expect(isUrgentByInjury({ non_mobile: true }, {})).toBe(false);
  });

  test('a child who was not seen is tried again', () => {
    expect(isNextAttemptForced({ seen: 'no' })).toBe(true);
  });
});

describe('whom to call', () => {
  const entry = (key: string, changes: Partial<CallEntry> = {}): CallEntry => ({
    key,
    name: key,
    number: '+441632960101',
    shown: '101',
    ...changes,
  });
  const day = { from: '2026-03-02T09:00:00.000Z', until: '2026-03-02T17:00:00.000Z' };
  const evening = { from: day.until, until: '2026-03-03T09:00:00.000Z' };
  const line: CallLineFields = {
    purpose: 'urgent_police',
    windows: [
      { ...day, entries: [entry('sergeant')] },
      { ...evening, entries: [entry('101'), entry('manager', { first_for: ['social_worker'] })] },
    ],
  };
  const keys = (at: string, role: 'social_worker' | 'team_manager' | null) =>
    chooseCalls(line, new Date(at), role).entries.map((one) => one.key);

  test('one second before five it is the sergeant, at five it is not', () => {
    expect(keys('2026-03-02T16:59:59.999Z', 'social_worker')).toEqual(['sergeant']);
    expect(keys('2026-03-02T17:00:00.000Z', 'team_manager')).toEqual(['101', 'manager']);
  });

  test('guidance changes the order of the buttons, never their presence', () => {
    expect(keys('2026-03-02T18:40:00.000Z', 'social_worker')).toEqual(['manager', '101']);
    expect(keys('2026-03-02T18:40:00.000Z', null)).toEqual(['101', 'manager']);
  });

  test('when the windows have run out the last numbers are offered, and it says so', () => {
    const choice = chooseCalls(line, new Date('2026-06-01T12:00:00.000Z'), 'team_manager');

    expect(choice.out_of_date).toBe(true);
    expect(choice.entries).toHaveLength(2);
    expect(chooseCalls({ ...line, windows: [] }, new Date(), null).entries).toEqual([]);
  });

  test('before the first window its numbers are offered', () => {
    expect(keys('2026-01-01T00:00:00.000Z', null)).toEqual(['sergeant']);
  });

  test('the area’s word for a role is found where there is one', () => {
    const profile = {
      call_guidance: { social_worker: 'Page first' },
    } as unknown as AreaProfileFields;

    expect(guidanceFor(profile, 'social_worker')).toBe('Page first');
    expect(guidanceFor(profile, 'health')).toBeNull();
    expect(guidanceFor(null, null)).toBeNull();
  });
});

describe('the clock', () => {
  const now = new Date('2026-03-02T09:00:00.000Z');
  const reading = (offset_ms: number, measured_at: string) => ({ offset_ms, measured_at });

  test('is trusted once measured, and for a week', () => {
    expect(clockAt(now, null)).toEqual({
      made_at: now.toISOString(),
      offset_ms: null,
      trusted: false,
    });
    expect(clockAt(now, reading(5, '2026-03-01T09:00:00.000Z'))).toMatchObject({
      offset_ms: 5,
      trusted: true,
    });
    expect(clockAt(now, reading(5, '2026-02-01T09:00:00.000Z')).trusted).toBe(false);
  });

  test('is not trusted when it was set back since it was measured', () => {
    expect(clockAt(now, reading(5, '2026-03-02T09:00:01.000Z')).trusted).toBe(false);
  });

  test('is called wrong beyond two minutes, either way', () => {
    expect([120_000, 120_001, -120_001].map((ms) => isClockWrong(reading(ms, NOW_TEXT)))).toEqual([
      false,
      true,
      true,
    ]);
  });

  const NOW_TEXT = '2026-03-02T09:00:00.000Z';
});

describe('search', () => {
  test.each<[string, boolean]>([
    ['oneill', true],
    ["o'neill", true],
    ['ÓNEILL', true],
    ['stre sean', true],
    ['n1', true],
    ['eill', true],
    ['ei', false],
    ['someone else', false],
    ['', true],
  ])('%s: %s', (typed, found) => {
    expect(matches(fold("O'Neill Seán 4 Long Street N1234"), typed)).toBe(found);
  });
});

describe('the checksum', () => {
  test('of nothing is nothing', () => {
    expect(checksumOf([])).toEqual({ count: 0, checksum: '0000000000000000' });
  });

  test('does not depend on order, and sees every version', () => {
    const [a, b] = [
      { id: 'a', version: 1 },
      { id: 'b', version: 2 },
    ];

    expect(checksumOf([a, b])).toEqual(checksumOf([b, a]));
    expect(checksumOf([a, b])).not.toEqual(checksumOf([a, { ...b, version: 3 }]));
  });
});
