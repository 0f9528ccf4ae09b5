/** PINs and phrases that somebody who holds the phone would try first are not taken. */
import { describe, expect, test } from 'vitest';
import { isEasy, pinErrors } from '../../pwa/src/page/reading/pin';

describe('a PIN that is easy to guess', () => {
  test.each([
    '11111111',
    '12121212',
    '12341234',
    '12345678',
    '87654321',
    'abcdefgh',
    'qwertyui',
    'password',
    'Passw0rd',
    'P@ssword1!',
    'Pass word 2026',
    'liverpool1',
    '31121999',
    '19991231',
    'invented1',
    'InventedSal',
  ])('%s is not taken', (pin) => {
    expect(isEasy(pin, 'Sal Invented')).toBe(true);
  });

  test.each(['40302010', '58104729', '99887766', 'three boats at noon', 'invented a bicycle bell'])(
    '%s is',
    (pin) => {
      expect(isEasy(pin, 'Sal Invented')).toBe(false);
    },
  );
});

test('what is said of it says what to do', () => {
  expect(pinErrors('4030201', '4030201').pin).toContain('8 digits or more');
  expect(pinErrors('password', 'password').pin).toContain('harder to guess');
  expect(pinErrors('40302010', '40302011').again).toContain('not the same');
  expect(pinErrors('40302010', '40302010')).toEqual({});
});
