/** A passkey of the phone opens the vault beside the PIN, and is gone with it. */
import { beforeEach, describe, expect, test } from 'vitest';
import { makeChange, readOutbox, readVault, wipePulled } from '../../pwa/src/store';
import {
  addPasskeyLock,
  choosePin,
  lock,
  openPhone,
  readPasskeyLocks,
  removePasskeyLocks,
  signIn,
  unlock,
  unlockByPasskey,
  type Authenticator,
  type Phone,
} from '../../pwa/src/sync';
import { toBase64url, type Bytes } from '../../pwa/src/vault';
import { stretchHere } from '../../pwa/src/vault/argon2';
import { randomBytes } from '../../pwa/src/vault/bytes';
import { CASE } from './family';
import { cheap, ok, PIN, status, unlockedPhone, worker } from './kit';

const how = { stretch: stretchHere, cost: () => Promise.resolve(cheap) };

/** As a phone's own does it: one secret for each credential and salt, and for no other. */
function anAuthenticator(): Authenticator {
  const inside = new Map<string, Bytes>();
  const secretOf = async (id: Bytes, salt: Bytes): Promise<Bytes> => {
    const key = inside.get(toBase64url(id)) ?? randomBytes(32);
    const both = new Uint8Array([...key, ...salt]);
    return new Uint8Array(await crypto.subtle.digest('SHA-256', both));
  };
  return {
    make: async (_name, salt) => {
      const credential_id = randomBytes(16);
      inside.set(toBase64url(credential_id), randomBytes(32));
      return { credential_id, secret: await secretOf(credential_id, salt) };
    },
    ask: async (locks) => {
      const known = locks.find(({ credential_id }) => inside.has(toBase64url(credential_id)));
      if (!known) return null;
      const { credential_id, salt } = known;
      return { credential_id, secret: await secretOf(credential_id, salt) };
    },
  };
}

const server = (asked: { path: string; body?: unknown }) => {
  if (asked.path !== '/sign-in') return Promise.resolve(status(204, null));
  const { device } = asked.body as { device: { id: string } };
  const tokens = { access_token: 'a', refresh_token: 'r', push_key: null };
  return Promise.resolve(ok({ ...tokens, person: worker, device_id: device.id, demo: true }));
};

let phone: Phone;
let finger: Authenticator;
beforeEach(async () => {
  phone = await openPhone(server);
  await signIn(phone, 'ann@example.org', 'secret');
  await unlockedPhone(phone);
  finger = anAuthenticator();
  await makeChange(phone.store!, { kind: 'add_note', fields: { case_id: CASE, text: 'Mine' } });
});

const guess = async (times: number) => {
  for (let i = 0; i < times; i++) {
    await unlock(phone, '00000000', how);
    await phone.device.connection.run(async (db) => {
      const tries = (await db.get('kept', `tries:${worker.id}`)) as object | undefined;
      if (tries) await db.put('kept', { ...tries, at: 0 }, `tries:${worker.id}`);
    });
  }
};

describe('set up', () => {
  beforeEach(async () => {
    expect(await addPasskeyLock(phone, PIN, how, finger)).toBe(true);
    await lock(phone);
  });

  test('it opens what the PIN opens', async () => {
    expect((await unlockByPasskey(phone, finger)).kind).toBe('open');

    expect(phone.lock).toBe('open');
    expect((await readOutbox(phone.store!)).waiting).toMatchObject([
      { change: { fields: { text: 'Mine' } } },
    ]);
  });

  test('the PIN always opens it too, also after it was changed', async () => {
    await unlock(phone, PIN, how);
    await choosePin(phone, { before: PIN, now: '11223344' }, how);
    await lock(phone);

    expect((await unlock(phone, '11223344', how)).kind).toBe('open');
    await lock(phone);
    expect((await unlockByPasskey(phone, finger)).kind).toBe('open');
  });

  test('another finger, or a lost one, opens nothing; the PIN does', async () => {
    expect(await unlockByPasskey(phone, anAuthenticator())).toEqual({ kind: 'no-answer' });
    const nothing = { ...finger, ask: () => Promise.resolve(null) };
    expect(await unlockByPasskey(phone, nothing)).toEqual({ kind: 'no-answer' });

    expect((await unlock(phone, PIN, how)).kind).toBe('open');
  });

  test('an answer with another secret opens nothing', async () => {
    const [lock_row] = (await readVault(phone.device, worker.id))?.passkeys ?? [];
    const answer = { credential_id: lock_row!.credential_id, secret: randomBytes(32) };

    const opened = await unlockByPasskey(phone, { ...finger, ask: () => Promise.resolve(answer) });

    expect(opened).toEqual({ kind: 'no-answer' });
    expect(phone.lock).toBe('locked');
  });

  test('wrong PINs of before count no more once the finger was right', async () => {
    await guess(9);
    await unlockByPasskey(phone, finger);
    await lock(phone);

    expect(await unlock(phone, '00000000', how)).toMatchObject({ kind: 'wrong', left: 9 });
  });

  test('ten wrong PINs destroy its lock too', async () => {
    await guess(10);

    expect((await readVault(phone.device, worker.id))?.passkeys).toEqual([]);
    expect(await unlockByPasskey(phone, finger)).toEqual({ kind: 'no-answer' });
  });

  test('and so does a wipe', async () => {
    await wipePulled(phone.device, phone.store!);

    expect(await readVault(phone.device, worker.id)).toBeNull();
    expect(await unlockByPasskey(phone, finger)).toEqual({ kind: 'no-answer' });
  });

  test('removed, it opens nothing, and the PIN does', async () => {
    await unlock(phone, PIN, how);
    expect(await readPasskeyLocks(phone)).toHaveLength(1);
    await removePasskeyLocks(phone);
    await lock(phone);

    expect(await unlockByPasskey(phone, finger)).toEqual({ kind: 'no-answer' });
    expect((await unlock(phone, PIN, how)).kind).toBe('open');
  });
});

test('nothing of what it gives lies on the disk', async () => {
  let given: Bytes = randomBytes(32);
  const watched: Authenticator = {
    ...finger,
    make: async (name, salt) => {
      const made = await finger.make(name, salt);
      given = made?.secret ?? given;
      return made;
    },
  };
  await addPasskeyLock(phone, PIN, how, watched);

  const row = JSON.stringify(await readVault(phone.device, worker.id), (_key, value: unknown) =>
    value instanceof Uint8Array ? toBase64url(value) : value,
  );
  expect(row).toContain('passkeys');
  expect(row).not.toContain(toBase64url(given));
});

test('with a wrong PIN, or where the phone cannot, none is added', async () => {
  expect(await addPasskeyLock(phone, '00000000', how, finger)).toBe(false);
  const cannot = { ...finger, make: () => Promise.resolve(null) };
  expect(await addPasskeyLock(phone, PIN, how, cannot)).toBe(false);

  expect(await readPasskeyLocks(phone)).toEqual([]);
});
