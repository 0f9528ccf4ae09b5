/** What administrators read of an area's arrangements, and what they write of a number. */
import { describe, expect, test } from 'vitest';
import type { ContactFields } from '../../pwa/src/domain';
import {
  changeLines,
  leafAt,
  leavesOf,
  numberOf,
  sayPath,
  standingOf,
  type Contact,
} from '../../pwa/src/page/reading/arrangements';

const now = new Date('2026-11-22T14:00:00.000Z');
const some: ContactFields = {
  key: 'dedicated_sergeant',
  kind: 'phone',
  name: 'Dedicated sergeant',
  called: 'police',
  number: '+447700900100',
  shown: '07700 900100',
  extension: null,
  address: null,
  use: null,
  value: '+447700900100',
  must_set: false,
  suggestion: null,
  passcode: null,
  verified_at: null,
  reported_wrong_at: null,
};
const standing = (fields: Partial<ContactFields>) =>
  standingOf({ fields: { ...some, ...fields } } as Contact, now, 90).said;

describe('a number as it is written', () => {
  test.each([
    ['0151 496 0123', '+441514960123'],
    ['(0151) 496-0123', '+441514960123'],
    ['+44 151 496 0123', '+441514960123'],
    ['101', '101'],
  ])('%s is dialled as %s', (written, dialled) => {
    expect(numberOf(written)?.number).toBe(dialled);
  });

  test.each(['051 666 3872', 'ring us', '', '12345', '0151 496'])('%s is none', (written) => {
    expect(numberOf(written)).toBeNull();
  });
});

describe('what needs an administrator comes first', () => {
  test('a report from the field, then what is missing, then what nobody has checked', () => {
    expect(standing({ reported_wrong_at: '2026-11-21T10:00:00.000Z' })).toContain('Reported wrong');
    expect(standing({ value: null, must_set: true })).toBe('Not set, and needed to go live');
    expect(standing({ value: null, number: null })).toBe('Cannot be dialled as written');
    expect(standing({})).toBe('Never checked');
    expect(standing({ verified_at: '2026-08-01T00:00:00.000Z' })).toContain('Not checked since');
    expect(standing({ verified_at: '2026-11-01T00:00:00.000Z' })).toContain('Checked 1 November');
    expect(standing({ called: '101' })).toBe('The same everywhere');
  });
});

describe('a change in words', () => {
  test('a number that is only taken off its button is said too', () => {
    const changes = { 'contacts.sergeant.dialable': false };
    const before = { 'contacts.sergeant.dialable': true };

    expect(changeLines({ changes, before })).toEqual([
      { what: 'Sergeant: can be dialled', before: 'yes', after: 'no' },
    ]);
  });

  test('what is dialled follows from what is shown, and is said once', () => {
    const changes = {
      'contacts.tso.number': '+441514960123',
      'contacts.tso.shown': '0151 496 0123',
      'contacts.tso.dialable': true,
    };

    expect(changeLines({ changes, before: { 'contacts.tso.shown': null } })).toEqual([
      { what: 'Tso: number', before: 'Not set', after: '0151 496 0123' },
    ]);
  });

  test('a path is said as words', () => {
    expect(sayPath('readings.cutoff_inclusive')).toBe('Cutoff inclusive');
    expect(sayPath('contacts.tso.address')).toBe('Tso: mailbox');
  });

  test('each value of the document can be changed by itself, by the path that leads to it', () => {
    const document = {
      urgent: { categories: [{ code: 'complex', label: 'Complex', asks: ['a'] }] },
    };

    expect(leavesOf(document, '').map((leaf) => leaf.path)).toEqual([
      '.urgent.categories.complex.label',
      '.urgent.categories.complex.asks',
    ]);
    expect(leafAt(document, 'urgent.categories.complex.label')).toBe('Complex');
    expect(leafAt(document, 'urgent.nothing')).toBeUndefined();
  });
});
