/** The area's own questions: what is asked, what is missing, and what is saved of the answers. */
import { describe, expect, test } from 'vitest';
import type { AreaProfileFields, AreaQuestion, RequestFields } from '../../pwa/src/domain';
import {
  answersOf,
  answersWritten,
  gapsIn,
  isAsked,
  prefilled,
  questionsFor,
} from '../../pwa/src/page/reading/area-form';
import { missingResult, missingWritten } from '../../pwa/src/page/reading/missing';

const ask = (code: string, more: Partial<AreaQuestion> = {}): AreaQuestion => ({
  code,
  label: code,
  kind: 'text',
  by: 'worker',
  ...more,
});
const longer = ask('longer_slot_yes_no', { kind: 'yes_no', field: 'longer_slot' });
const why_longer = ask('longer_slot_reason', {
  field: 'longer_slot_reason',
  required_when: { longer_slot: [true] },
});
const purpose = ask('purpose', { kind: 'long', required: true });
const profile = (...form: AreaQuestion[]) => ({ form }) as unknown as AreaProfileFields;

describe("the area's questions", () => {
  test('what the phone asks of every request, and what the authoriser decides, is not asked twice', () => {
    const form = [
      ask('children', { kind: 'children', field: 'child_ids' }),
      ask('summary', { field: 'what_is_happening' }),
      ask('format', { kind: 'choice', by: 'authoriser', field: 'format' }),
      purpose,
    ];

    expect(questionsFor(profile(...form), 'worker')).toEqual([purpose]);
    expect(questionsFor(profile(...form), 'authoriser').map(({ code }) => code)).toEqual([
      'format',
    ]);
    expect(questionsFor(null, 'worker')).toEqual([]);
  });

  test('a reason is asked, and missing, only where there is something to give a reason for', () => {
    expect(isAsked(why_longer, {})).toBe(false);
    expect(isAsked(why_longer, { longer_slot: 'yes' })).toBe(true);
    expect(Object.keys(gapsIn([longer, why_longer, purpose], { longer_slot: 'no' }))).toEqual([
      'form:purpose',
    ]);
    expect(Object.keys(gapsIn([longer, why_longer], { longer_slot: 'yes' }))).toEqual([
      'longer_slot_reason',
    ]);
  });

  test("answers go into the request's own fields, the rest by its code; nothing empty goes", () => {
    const questions = [
      longer,
      why_longer,
      purpose,
      ask('hospital', { kind: 'yes_no' }),
      ask('since', { kind: 'moment' }),
    ];
    const answers = {
      longer_slot: 'no',
      longer_slot_reason: 'typed before the no',
      'form:purpose': ' To plan. ',
      'form:hospital': 'yes',
      'form:since': '2026-11-22T14:30',
    };

    expect(answersWritten(questions, answers)).toEqual({
      fields: { longer_slot: false },
      form: { purpose: 'To plan.', hospital: true, since: '2026-11-22T14:30:00.000Z' },
    });
  });

  test('what a request says comes back as it was typed', () => {
    const questions = [longer, purpose, ask('since', { kind: 'moment' })];
    const fields = {
      longer_slot: true,
      form: { purpose: 'To plan.', since: '2026-11-22T14:30:00.000Z' },
    } as unknown as RequestFields;

    expect(answersOf(questions, fields)).toEqual({
      longer_slot: 'yes',
      'form:purpose': 'To plan.',
      'form:since': '2026-11-22T14:30',
    });
  });

  test('what the phone knows of the children and the visit is answered already', () => {
    const questions = [
      ask('looked_after', { kind: 'yes_no', prefill: 'looked_after' }),
      ask('interpreter', { prefill: 'interpreter' }),
      ask('hospital', { kind: 'yes_no', prefill: 'in_hospital' }),
    ];
    const known = { looked_after: true, interpreter: 'Polish', in_hospital: false };

    expect(prefilled(questions, known)).toEqual({
      'form:looked_after': 'yes',
      'form:interpreter': 'Polish',
      'form:hospital': 'no',
    });
  });
});

describe('a missing child (N-04)', () => {
  const rule = { over_hours: 24, more_than_episodes: 3, in_days: 90 };
  const now = new Date('2026-11-22T14:00:00.000Z');
  const told = (last_seen: string, episodes = '') =>
    missingResult(rule, { last_seen, episodes }, now);

  test('over 24 hours is urgent; 24 hours to the minute is close to it', () => {
    expect(told('2026-11-21T13:59')).toMatchObject({ urgent: true, minutes: 1441 });
    expect(told('2026-11-21T14:00')).toMatchObject({ urgent: false, close: true });
    expect(told('2026-11-22T10:00')).toMatchObject({ urgent: false, close: false });
  });

  test('more than three times is urgent, and how soon is for professional judgement', () => {
    expect(told('', '4')).toMatchObject({ urgent: true, judgement: true });
    expect(told('', '3')).toMatchObject({ urgent: false, close: true });
    expect(told('', 'often')).toMatchObject({ episodes: null, urgent: false });
  });

  test('what was said goes with the request, and nothing where nothing was said', () => {
    expect(missingWritten(rule, {}, now)).toBeNull();
    expect(missingWritten(rule, { episodes: '4', judgement: ' Today. ' }, now)).toEqual({
      minutes: null,
      episodes: 4,
      judgement: 'Today.',
    });
  });
});
