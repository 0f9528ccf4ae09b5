/** What the pages make of what the phone holds: calls, checks, clocks, times. */
import { describe, expect, test } from 'vitest';
import type { CallEntry, CallLineFields, CheckFields, Role } from '../../pwa/src/domain';
import { callsNow, dialled, doubtOf, policeFirst } from '../../pwa/src/page/reading/calls';
import {
  changedFields,
  checkErrors,
  draftOf,
  nextTimes,
  recordedCheck,
} from '../../pwa/src/page/reading/check-form';
import { requestErrors } from '../../pwa/src/page/reading/request-form';
import { sayAge, saySpan, sayWhen } from '../../pwa/src/page/say-time';
import { sayCheck } from '../../pwa/src/page/say-check';

const now = new Date('2026-11-22T14:00:00.000Z');
const about = { visit_id: 'v', child_id: 'c', case_id: 'k' };
const begun = '2026-11-22T13:50:00.000Z';

describe('who can be called now', () => {
  const entry = (key: string, number: string | null, more: Partial<CallEntry> = {}): CallEntry => ({
    key,
    name: key,
    number,
    shown: number ?? 'Number not set',
    ...more,
  });
  const line = (...entries: CallEntry[]): CallLineFields => ({
    purpose: 'urgent_police',
    windows: [{ from: '2026-11-01T00:00:00.000Z', until: '2026-12-01T00:00:00.000Z', entries }],
  });
  const calls = (lines: CallLineFields[], role: Role | null = null, demo = false) =>
    callsNow({ lines, profile: null, role, now, demo });

  test('101 stands even where the phone knows nothing of the area', () => {
    expect(calls([]).targets.map((target) => target.number)).toEqual(['101']);
  });

  test('guidance changes the order and never the presence', () => {
    const page = entry('page_duty_manager', '+441514960102', { first_for: ['social_worker'] });
    const list = calls([line(entry('police_101', '101'), page)], 'social_worker');

    expect(list.targets.map((target) => target.key)).toEqual(['page_duty_manager', 'police_101']);
  });

  test('a button that says police never calls the manager', () => {
    const list = calls([
      line(entry('page_duty_manager', '+441514960102'), entry('police_101', '101')),
    ]);

    expect(policeFirst(list)?.key).toBe('police_101');
  });

  test('who answers is what the server says, and only the police answer the police button', () => {
    const night_team = entry('edt_police_desk', '+441514960103', { called: 'other' });
    const sergeant = entry('manager_of_police', '+441514960104', { called: 'police' });
    const list = calls([line(night_team, sergeant)]);

    expect(list.targets.map((target) => target.called)).toEqual(['other', 'police', '101']);
    expect(policeFirst(list)?.key).toBe('manager_of_police');
  });

  test('a number that cannot be dialled is never the first for the header', () => {
    expect(policeFirst(calls([line(entry('sergeant', null))]))?.number).toBe('101');
  });

  test('999 is not listed twice', () => {
    const list = calls([line(entry('999', '999'), entry('police_101', '101'))]);

    expect(list.targets.map((target) => target.called)).toEqual(['101']);
  });

  test.each(['999', '101', '+447967348834', '+441216261622'])(
    'in the demo %s reaches nobody',
    (number) => {
      expect(dialled(number, true)).toMatch(/^\+441632960\d{3}$/);
      expect(dialled(number, false)).toBe(number);
    },
  );

  test('a number of the drama range is dialled as it stands', () => {
    expect(dialled('+441514960102', true)).toBe('+441514960102');
  });

  test('a number not checked for 90 days says so and is still a button', () => {
    const [target] = calls([
      line(entry('sergeant', '+441', { verified_at: '2026-08-01T00:00:00.000Z' })),
    ]).targets;

    expect(target && doubtOf(target, now)).toEqual({
      why: 'stale',
      since: '2026-08-01T00:00:00.000Z',
    });
    expect(target && doubtOf(target, now, 365)).toBeNull();
  });

  test('a number that somebody reported wrong says so, though it was checked; 101 never does', () => {
    const since = '2026-11-21T00:00:00.000Z';
    const wrong = { verified_at: since, reported_wrong_at: since };
    const [sergeant, police] = calls([
      line(entry('sergeant', '+441', wrong), entry('police_101', '101', wrong)),
    ]).targets;

    expect(sergeant && doubtOf(sergeant, now)).toEqual({ why: 'reported', since });
    expect(sergeant?.number).toBe('+441');
    expect(police && doubtOf(police, now)).toBeNull();
  });

  test('once the manager was paged in vain, 101 stands first for everybody', () => {
    const page = entry('page_duty_manager', '+441514960102', { first_for: ['social_worker'] });
    const lines = [line(entry('police_101', '101'), page)];
    const list = callsNow({
      lines,
      profile: null,
      role: 'social_worker',
      now,
      demo: false,
      page_failed: true,
    });

    expect(list.targets.map((target) => target.key)).toEqual(['police_101', 'page_duty_manager']);
  });
});

describe('the check of a child', () => {
  test('an ordinary one needs no typing', () => {
    const check = recordedCheck({ answer: 'alone', spoken_to: true }, about, begun, now);

    expect(checkErrors(check, {}, false)).toEqual({});
    expect(check).toMatchObject({
      seen: 'yes',
      seen_alone: 'yes',
      spoken_to: true,
      from_at: begun,
    });
  });

  test('what nobody mentioned is not recorded as no', () => {
    const check = recordedCheck({ answer: 'alone', bedroom_seen: false }, about, begun, now);

    expect(check).not.toHaveProperty('bedroom_seen');
    expect(check).not.toHaveProperty('awake');
  });

  test('a reason given before the answer changed is not recorded', () => {
    const values = {
      answer: 'alone',
      reason_not_alone: 'unsafe',
      next: '2026-11-23T10:00',
    } as const;

    const check = recordedCheck(values, about, begun, now);

    expect(check).not.toHaveProperty('reason_not_alone');
    expect(check).not.toHaveProperty('next_attempt_at');
  });

  test.each([
    [{}, ['answer']],
    [{ answer: 'not_alone' }, ['reason_not_alone', 'next']],
    [{ answer: 'no' }, ['where_absent', 'next']],
    [{ answer: 'alone', injuries: [{ place: 'eye', what: '' }] }, ['injuries']],
  ] as const)('%o leaves %o to say', (values, names) => {
    const copy = structuredClone(values) as Parameters<typeof recordedCheck>[0];
    const check = recordedCheck(copy, about, begun, now);

    expect(Object.keys(checkErrors(check, copy, false)).sort()).toEqual([...names].sort());
  });

  test('a correction holds only what changed, and needs a reason', () => {
    const before: CheckFields = {
      ...about,
      seen: 'yes',
      seen_alone: 'yes',
      spoken_to: true,
      observed_non_verbal: false,
    };
    const draft = { ...draftOf(before), child_words: 'I like Nan.' };
    const after = recordedCheck(draft, about, begun, now);

    expect(changedFields(before, after)).toEqual({ child_words: 'I like Nan.' });
    expect(checkErrors(after, draft, true)).toHaveProperty('reason');
  });

  test('a next attempt is offered with its day and hour', () => {
    const offered = nextTimes(now, undefined).map((option) => option.label);

    expect(offered).toEqual(['Today 17:00', 'Tomorrow 10:00', 'Tue 24 Nov 10:00', 'Another time']);
  });

  test('a check is said in one line', () => {
    const check: CheckFields = {
      ...about,
      seen: 'yes',
      seen_alone: 'no',
      reason_not_alone: 'child_declined',
    };

    expect(sayCheck(check)).toBe('Seen, not alone: child declined');
  });
});

test('a request says what is missing, and a number that is none', () => {
  const errors = (values: Parameters<typeof requestErrors>[0]) =>
    Object.keys(requestErrors(values));
  const others = ['category', 'what_is_happening', 'reachable_number'];

  expect(errors({ reachable_number: '12' })).toEqual(['case_id', ...others]);
  expect(errors({ reachable_number: '12', case_id: 'k' })).toEqual(['child_ids', ...others]);
});

describe('times', () => {
  test('over the end of summer time a day keeps its name', () => {
    expect(sayWhen('2026-10-25T00:30:00.000Z', new Date('2026-10-25T12:00:00.000Z'))).toBe(
      'today at 01:30',
    );
  });

  test('a span says its two largest parts', () => {
    expect(saySpan(((26 * 60 + 5) * 60 + 59) * 1000)).toBe('1 day 2 hours');
    expect(saySpan(30_000)).toBe('less than a minute');
  });

  test('a baby is so many months old', () => {
    expect(sayAge('2026-07-15', now)).toBe('4 months old');
    expect(sayAge('2015-11-23', now)).toBe('10 years old');
  });
});
