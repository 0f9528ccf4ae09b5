/** Promise 5, clocks are right: London's time on a phone set to anywhere. */
import { describe, expect, test } from 'vitest';
import { fromWallTime, isSameLondonDay, londonDate, wallTime } from '../../pwa/src/domain';

describe('what a clock in London shows', () => {
  test.each([
    ['2026-01-15T23:30:00.000Z', '2026-01-15', '23:30'],
    ['2026-07-15T23:30:00.000Z', '2026-07-16', '00:30'],
    ['2026-03-29T00:59:59.000Z', '2026-03-29', '00:59'],
    ['2026-03-29T01:00:00.000Z', '2026-03-29', '02:00'],
    ['2026-10-25T00:30:00.000Z', '2026-10-25', '01:30'],
    ['2026-10-25T01:30:00.000Z', '2026-10-25', '01:30'],
  ])('%s', (moment, date, time) => {
    expect(wallTime(moment)).toEqual({ date, time });
  });
});

describe('the moment of a wall time', () => {
  test.each([
    ['2026-01-15', '09:00', '2026-01-15T09:00:00.000Z'],
    ['2026-07-15', '09:00', '2026-07-15T08:00:00.000Z'],
    ['2026-03-29', '03:00', '2026-03-29T02:00:00.000Z'],
    ['2026-10-25', '00:30', '2026-10-24T23:30:00.000Z'],
    ['2026-10-25', '02:30', '2026-10-25T02:30:00.000Z'],
  ])('%s %s', (date, time, moment) => {
    expect(fromWallTime(date, time)).toBe(moment);
  });

  test('shown twice is the first', () => {
    expect(fromWallTime('2026-10-25', '01:30')).toBe('2026-10-25T00:30:00.000Z');
  });

  test('never shown is just after the gap', () => {
    expect(fromWallTime('2026-03-29', '01:30')).toBe('2026-03-29T01:30:00.000Z');
  });

  test('goes there and back for every half hour of a year', () => {
    for (let moment = Date.UTC(2026, 0, 1); moment < Date.UTC(2027, 0, 1); moment += 1_800_000) {
      const { date, time } = wallTime(new Date(moment));
      expect(wallTime(fromWallTime(date, time))).toEqual({ date, time });
    }
  });
});

test('the day is London’s', () => {
  expect(londonDate('2026-07-15T23:30:00.000Z')).toBe('2026-07-16');
  expect(isSameLondonDay('2026-07-15T23:30:00.000Z', '2026-07-16T10:00:00.000Z')).toBe(true);
});
