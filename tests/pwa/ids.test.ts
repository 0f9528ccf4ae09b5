/** Ids that phones make: unique, in order, and the same on two phones where they must meet. */
import { describe, expect, test } from 'vitest';
import { checkIdOf, uuid5, uuid7 } from '../../pwa/src/domain';

describe('uuid7', () => {
  test('ascends even within one millisecond', () => {
    const ids = Array.from({ length: 50 }, () => uuid7(1_000));

    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(50);
  });

  test('has the form of version 7', () => {
    expect(uuid7()).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});

describe('uuid5', () => {
  test('is the published one', () => {
    const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

    expect(uuid5(dns, 'python.org')).toBe('886313e1-3b8a-5372-9b90-0c9aee199e5d');
  });

  test('makes two workers meet on one check of one child', () => {
    const [visit, child] = [uuid7(), uuid7()];

    expect(checkIdOf(visit, child)).toBe(checkIdOf(visit, child));
  });
});
