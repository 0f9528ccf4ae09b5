/** Whether a PIN or a phrase is one of those that somebody who holds the phone would try first. */
import type { Errors } from '../parts/form';
import { vault } from '../words';

const words = vault.choose.errors;

const rows = ['01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz'];
const walks = [...rows, ...rows.map((row) => Array.from(row).reverse().join(''))];

/** Without the digits that people hang on, and the signs that they write for letters. */
const first_tried =
  'password|passcode|passphrase|welcome|letmein|iloveyou|doorstep|football|liverpool|everton|arsenal|chelsea|princess|' +
  'sunshine|monkey|dragon|superman|charlie|ashley|michael|jessica|socialworker|social|children|council|changeme|secret|admin';
const is_first_tried = new RegExp(`^(${first_tried}|qwert.*|asdf.*)$`);
const LONG = 16;
const SHORTEST_NAME = 4;

export function pinErrors(pin: string, again: string, name = ''): Errors {
  if (pin.length < 8) return { pin: words.short };
  if (isEasy(pin, name)) return { pin: words.easy };
  return pin === again ? {} : { again: words.differs };
}

export function isEasy(pin: string, name = ''): boolean {
  const plain = pin.toLowerCase().replaceAll(/\s/g, '');
  return isRepeated(plain) || isWalk(plain) || isDate(plain) || isWord(plain, name);
}

/** One to four characters, over and over. */
const isRepeated = (pin: string): boolean => /^(.{1,4})\1+$/.test(pin);

const isWalk = (pin: string): boolean => walks.some((walk) => walk.includes(pin));

/** A birthday, written either way round. */
const isDate = (pin: string): boolean =>
  /^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(19|20)\d\d$/.test(pin) ||
  /^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(pin);

function isWord(pin: string, name: string): boolean {
  const letters = pin.replaceAll('0', 'o').replaceAll(/[@4]/g, 'a').replaceAll('$', 's');
  if ([pin, letters].some((one) => is_first_tried.test(one.replace(/[\d!.?]+$/, '')))) return true;
  const names = name.toLowerCase().split(/\s+/);
  return pin.length < LONG && names.some((one) => one.length >= SHORTEST_NAME && pin.includes(one));
}
