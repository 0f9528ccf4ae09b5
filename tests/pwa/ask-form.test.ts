/** What a request says when it is saved: urgent with whatever is there, one that can wait with all that is asked. */
import { describe, expect, test } from 'vitest';
import type { AreaProfileFields, RequestFields } from '../../pwa/src/domain';
import { areaLines } from '../../pwa/src/page/reading/area-lines';
import {
  askErrors,
  askWritten,
  concernDoubt,
  type AskDraft,
} from '../../pwa/src/page/reading/ask-form';
import { authoriseErrors, authoriseWritten } from '../../pwa/src/page/reading/authorise-form';
import type { Request } from '../../pwa/src/page/reading/family';
import { askedBesides, closedGates } from '../../pwa/src/page/reading/request-written';

const now = new Date('2026-11-22T14:00:00.000Z');
const profile = {
  version: 3,
  urgent_categories: [
    { code: 'hospital', label: 'In hospital', asks: 'discharge_planned_at' },
    { code: 'missing', label: 'Missing', missing: true },
  ],
  missing_rule: { over_hours: 24, more_than_episodes: 3, in_days: 90 },
  gates: [
    {
      code: 'update',
      question: 'Only an update?',
      words: 'Not for that.',
      redirect: 'ask_the_officer',
      allow: 'no',
    },
    { code: 'gather', question: 'More to gather?', words: 'First.', redirect: 'x', allow: 'warn' },
  ],
  form: [
    {
      code: 'cause',
      label: 'Reasonable cause',
      kind: 'long',
      by: 'worker',
      field: 'reasonable_cause',
      required: true,
    },
    { code: 'purpose', label: 'Purpose', kind: 'long', by: 'worker', required: true },
    {
      code: 'format',
      label: 'Format',
      kind: 'choice',
      by: 'authoriser',
      field: 'format',
      required: true,
    },
  ],
  qa: [{ code: 'named', label: 'Children are named' }],
} as unknown as AreaProfileFields;

const typed: Partial<AskDraft> = {
  case_id: 'k',
  child_ids: ['c'],
  what_is_happening: 'More and more worries.',
  reachable_number: '07700 900123',
  reasonable_cause: 'Three reports.',
  'form:purpose': 'To plan.',
};

describe('one that can wait', () => {
  test('says all that the area asks, or is told what is missing', () => {
    expect(askErrors(profile, typed)).toEqual({});
    const less = { ...typed, reasonable_cause: '', 'form:purpose': ' ' };
    expect(Object.keys(askErrors(profile, less))).toEqual(['reasonable_cause', 'form:purpose']);
  });

  test('taken another way it needs no more than what it is about (T-01, T-03)', () => {
    const update = { ...typed, 'form:purpose': '', 'gate:update': 'yes' };
    expect(closedGates(profile, update).map(({ code }) => code)).toEqual(['update']);
    expect(askErrors(profile, update)).toEqual({});
    expect(askWritten(profile, update, { begun_at: 'b', now }).gate_answers).toEqual({
      update: true,
    });
  });

  test('a soft gate says a word and lets it pass (T-04)', () => {
    expect(closedGates(profile, { ...typed, 'gate:gather': 'yes' })).toEqual([]);
  });

  test('counts from when the concern arose, where that is said, and never as urgent', () => {
    const begun_at = '2026-11-22T13:00:00.000Z';
    const written = askWritten(profile, { ...typed, category: 'hospital' }, { begun_at, now });
    expect(written).toMatchObject({ urgent: false, concern_at: begun_at, profile_version: 3 });
    expect(written.category).toBeUndefined();
    const earlier = { ...typed, concern_local: '2026-11-20T09:00' };
    expect(askWritten(profile, earlier, { begun_at, now }).concern_at).toBe(
      '2026-11-20T09:00:00.000Z',
    );
  });
});

test('a concern of more than a year ago, or still to come, is asked about and never refused', () => {
  expect(concernDoubt('1980-01-01T09:00', now)).toBe('old');
  expect(concernDoubt('2026-11-23T09:00', now)).toBe('ahead');
  expect(concernDoubt('2026-11-20T09:00', now)).toBeNull();
  expect(concernDoubt('', now)).toBeNull();
});

test('of the chosen category its own fact goes along, and of no other', () => {
  const answers = {
    'fact:discharge_planned_at': '2026-11-22T18:00',
    last_seen: '2026-11-21T10:00',
  };
  expect(askedBesides(profile, { ...answers, category: 'hospital' }, now)).toEqual({
    facts: { discharge_planned_at: '2026-11-22T18:00:00.000Z' },
  });
  expect(askedBesides(profile, { ...answers, category: 'missing' }, now)).toEqual({
    missing: { minutes: 28 * 60, episodes: null, judgement: null },
  });
});

test('whoever reads it reads every answer, and what nobody has answered', () => {
  const fields = {
    form: { purpose: 'To plan.' },
    format: 'face_to_face',
    facts: { discharge_planned_at: '2026-11-22T18:00:00.000Z' },
    missing: { minutes: 1680, episodes: 4, judgement: null },
    gaps: ['cause'],
  } as unknown as RequestFields;
  const lines = areaLines(fields, { profile, nameOf: () => 'Ann', now });

  expect(lines.filter(([, said]) => said)).toEqual([
    ['Purpose', 'To plan.'],
    ['Format', 'face_to_face'],
    ['When is the child to leave the hospital?', 'Today at 18:00'],
    ['Missing', 'Missing for 1 day 4 hours. 4 times'],
    ['Not answered yet', 'Reasonable cause'],
  ]);
});

describe('authorising (T-06 to T-08)', () => {
  const request = (urgent: boolean) => ({ fields: { urgent } }) as unknown as Request;

  test('one that can wait needs the whole list and what only the authoriser decides', () => {
    expect(Object.keys(authoriseErrors(profile, request(false), {}))).toEqual(['qa', 'format']);
    const all = { qa: ['named'], format: 'face_to_face' };
    expect(authoriseErrors(profile, request(false), all)).toEqual({});
    expect(authoriseWritten(profile, all)).toEqual({
      checked: true,
      qa: ['named'],
      format: 'face_to_face',
    });
  });

  test('an urgent one needs to be read, and no list keeps it back', () => {
    expect(Object.keys(authoriseErrors(profile, request(true), {}))).toEqual(['checked']);
    expect(authoriseErrors(profile, request(true), { checked: true })).toEqual({});
  });
});
