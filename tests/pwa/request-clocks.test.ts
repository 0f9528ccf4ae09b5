/** Promise 5: the child's clock is the one that the server worked out from the arrangements. */
import { expect, test } from 'vitest';
import type { FamilyView } from '../../pwa/src/store';
import type { Request } from '../../pwa/src/page/reading/family';
import { runningClocks } from '../../pwa/src/page/reading/clocks';

const CONCERN = '2026-11-06T15:05:00.000Z';

const file = {
  family: { id: 'family' },
  children: [{ id: 'child', fields: { given_name: 'Invented', family_name: 'Child' } }],
  checks: [],
} as unknown as FamilyView;

const request = (more: object): Request =>
  ({
    id: 'r',
    fields: { child_ids: ['child'], concern_at: CONCERN, ...more },
  }) as unknown as Request;

const running = (...requests: Request[]) =>
  runningClocks([], requests, [file]).map(({ text, due_at }) => [text, due_at]);

test('until the server has the request it is a day of real hours', () => {
  expect(running(request({}))).toEqual([
    ['Invented Child: seen within 24 hours', '2026-11-07T15:05:00.000Z'],
  ]);
});

test('then it is the due time that the server worked out', () => {
  const clocks = [{ key: 'child_seen', starts_at: CONCERN, due_at: '2026-11-06T19:05:00.000Z' }];

  expect(running(request({ clocks }))).toEqual([
    ['Invented Child: seen within 4 hours', '2026-11-06T19:05:00.000Z'],
  ]);
});

test('the earliest of several counts, and one that was withdrawn does not', () => {
  const later = request({ concern_at: '2026-11-06T16:00:00.000Z' });
  const withdrawn = request({ concern_at: '2026-11-01T16:00:00.000Z', status: 'withdrawn' });

  expect(running(withdrawn, later, request({}))[0]?.[1]).toBe('2026-11-07T15:05:00.000Z');
});
