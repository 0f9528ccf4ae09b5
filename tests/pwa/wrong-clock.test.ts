/** A phone whose clock is wrong knows it from the server's, and says and writes the time as it is. */
import { afterEach, describe, expect, test } from 'vitest';
import { clockAt, happenedAt, keepReading, putRight, timeNow } from '../../pwa/src/domain';

describe('what a phone a day fast writes', () => {
  const wrong = new Date('2026-03-03T09:11:00.000Z');
  const reading = { offset_ms: -24 * 3_600_000, measured_at: '2026-03-03T09:00:00.000Z' };
  afterEach(() => keepReading(null));

  test('is the time as it is, once it has heard from the server', () => {
    expect(timeNow(wrong)).toBe(wrong);
    keepReading(reading);
    expect(timeNow(wrong).toISOString()).toBe('2026-03-02T09:11:00.000Z');
  });

  test('and a change that waits is shown as of when the server will have it', () => {
    const change = { occurred_at: wrong.toISOString(), clock: clockAt(wrong, reading) };
    expect(happenedAt(change)).toBe('2026-03-02T09:11:00.000Z');
    expect(happenedAt({ ...change, clock: clockAt(wrong, null) })).toBe(wrong.toISOString());
  });
});

describe('the hour by which numbers are chosen', () => {
  const now = new Date('2026-03-02T20:00:00.000Z');
  const fast = { offset_ms: -3 * 3_600_000, measured_at: '2026-03-02T19:00:00.000Z' };

  test('is put right where the clock is known to be wrong', () => {
    expect(putRight(now, fast).toISOString()).toBe('2026-03-02T17:00:00.000Z');
    expect(putRight(now, { ...fast, offset_ms: 90_000 })).toBe(now);
    const shown = new Date(Date.parse(fast.measured_at) - 20_000); // the page looks at the clock now and then
    expect(putRight(shown, fast)).not.toBe(shown);
    expect(putRight(now, null)).toBe(now);
  });

  test('and left alone where the person may have put the clock right since', () => {
    expect(putRight(new Date('2026-03-02T17:01:00.000Z'), fast).getUTCHours()).toBe(17);
    expect(putRight(new Date('2026-03-03T08:00:00.000Z'), fast).getUTCHours()).toBe(8);
  });
});
