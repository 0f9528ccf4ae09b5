/** The vault's keys: who has the PIN or the passkey opens it, and nobody else. */
import { describe, expect, test } from 'vitest';
import { stretchHere } from '../../pwa/src/vault/argon2';
import { randomBytes } from '../../pwa/src/vault/bytes';
import { lockWithPasskey, openWithPasskey } from '../../pwa/src/vault/locks';
import {
  counted,
  destroyed,
  MOST_TRIES,
  no_tries,
  triesLeft,
  waitBeforeTry,
  type Letter,
} from '../../pwa/src/vault';
import { writeLetter } from '../../pwa/src/vault/letters';
import { changePin, makeVault, unlockWithPin } from '../../pwa/src/vault/vault';
import { cheap, worker } from './kit';

const PIN = '40302010';
const made = () => makeVault(worker.id, PIN, stretchHere, cheap);

test('Argon2id is the one that everybody else has', async () => {
  const salt = Uint8Array.from({ length: 16 }, (_none, index) => index);

  const key = await stretchHere(PIN, salt, { m_kib: 64, t: 2, p: 1 });

  expect(Buffer.from(key).toString('hex')).toBe(
    '78ecac40ef41b3689675152d063161a4b7a93a4b0c56d1cad12ccfc726c8dfd4',
  );
});

test('what was closed is opened after the PIN, in its own place only', async () => {
  const { row, vault } = await made();
  const box = await vault.closeValue('note|1', { text: 'Ümläut' });

  const opened = await unlockWithPin(row, PIN, stretchHere);

  expect(await opened?.openValue('note|1', box)).toEqual({ text: 'Ümläut' });
  expect(await opened?.openValue('note|2', box)).toBeUndefined();
});

test('a wrong PIN opens nothing, nor does another person’s vault', async () => {
  const { row, vault } = await made();
  const box = await vault.closeValue('note|1', 'Mine');

  expect(await unlockWithPin(row, '40302011', stretchHere)).toBeNull();
  expect(await (await made()).vault.openValue('note|1', box)).toBeUndefined();
});

test('a new PIN opens what the old one closed, and the old one no more', async () => {
  const { row, vault } = await made();
  const box = await vault.closeValue('note|1', 'Mine');

  const changed = await changePin(row, { before: PIN, now: '11223344' }, stretchHere, cheap);

  expect(await changePin(row, { before: '1', now: '2' }, stretchHere, cheap)).toBeNull();
  expect(changed && (await unlockWithPin(changed, PIN, stretchHere))).toBeNull();
  const opened = changed && (await unlockWithPin(changed, '11223344', stretchHere));
  expect(await opened?.openValue('note|1', box)).toBe('Mine');
});

test('a destroyed vault is opened by nobody', async () => {
  const { row } = await made();

  expect(await unlockWithPin(destroyed(row), PIN, stretchHere)).toBeNull();
});

test('nothing on the disk is the data key, the PIN or a private key', async () => {
  const { row } = await made();

  const names = Object.keys(row.signing).concat(Object.keys(row.letter));
  expect(new Set(names)).toEqual(new Set(['public_key', 'private_key']));
  expect(Object.keys(row.signing.private_key).sort()).toEqual(['nonce', 'sealed']);
});

test('a passkey is a second lock on the same key', async () => {
  const [data_key, secret, salt] = [randomBytes(32), randomBytes(32), randomBytes(32)];

  const lock = await lockWithPasskey(data_key, randomBytes(16), salt, secret);

  expect(await openWithPasskey(lock, secret)).toEqual(data_key);
  expect(await openWithPasskey(lock, randomBytes(32))).toBeNull();
});

describe('wrong tries', () => {
  const wrong = (times: number, at = 1_000_000) =>
    Array.from({ length: times }).reduce<typeof no_tries>((tries) => counted(tries, at), no_tries);

  test('four cost nothing but the try', () => {
    expect(waitBeforeTry(wrong(4), 1_000_000)).toBe(0);
  });

  test('from the fifth each takes longer', () => {
    const waits = [5, 6, 7, 8, 9].map((times) => waitBeforeTry(wrong(times), 1_000_000));

    expect(waits).toEqual([30_000, 60_000, 120_000, 300_000, 600_000]);
    expect(waitBeforeTry(wrong(5), 1_020_000)).toBe(10_000);
  });

  test('a clock set back does not lock the person out for longer', () => {
    expect(waitBeforeTry(wrong(5), 0)).toBe(30_000);
  });

  test('the tenth is the last', () => {
    expect(triesLeft(wrong(9))).toBe(1);
    expect(triesLeft(wrong(MOST_TRIES))).toBe(0);
  });
});

describe('what is written while locked', () => {
  test('is read by its vault, in its place only', async () => {
    const { row, vault } = await made();
    const letter = await writeLetter(row.letter.public_key, 'call|1', { note: 'Door was open' });

    expect(await vault.readLetter('call|1', letter)).toEqual({ note: 'Door was open' });
    expect(await vault.readLetter('call|2', letter)).toBeUndefined();
    expect(await (await made()).vault.readLetter('call|1', letter)).toBeUndefined();
  });

  test('is not readable from what is on the disk', async () => {
    const { row } = await made();
    const letter: Letter = await writeLetter(row.letter.public_key, 'call|1', 'Door was open');

    expect(JSON.stringify({ row, letter })).not.toContain('Door');
    expect(atob(letter.box.replaceAll('-', '+').replaceAll('_', '/'))).not.toContain('Door');
  });
});
