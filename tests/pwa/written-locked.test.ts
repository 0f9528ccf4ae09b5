/** What is written while the phone is locked: on the disk at once, readable to nobody, and somebody's only when they say so. */
import { beforeEach, describe, expect, test } from 'vitest';
import { personFeed, uuid7 } from '../../pwa/src/domain';
import { sayOutcome, sayWhat } from '../../pwa/src/page/screens/written/what';
import { emptyWords } from '../../pwa/src/page/reading/outbox-words';
import { sayWaiting } from '../../pwa/src/page/reading/waiting-words';
import {
  addressWritten,
  countSealedFor,
  logSignedOutCall,
  readDraft,
  readHolders,
  readOutbox,
  saveLockedNote,
  saveSignedOutOutcome,
  type Written,
} from '../../pwa/src/store';
import {
  askAgain,
  passOnAside,
  readToAsk,
  sayNotMine,
  takeAsOwn,
} from '../../pwa/src/store/is-it-yours';
import { lock, openPhone, signIn, signOut, unlock, type Phone } from '../../pwa/src/sync';
import { stretchHere } from '../../pwa/src/vault/argon2';
import { CASE } from './family';
import { cheap, ok, PIN, status, unlockedPhone, worker } from './kit';

const how = { stretch: stretchHere, cost: () => Promise.resolve(cheap) };
const ben = { ...worker, id: '01959e00-0000-7000-8000-00000000b002', name: 'Ben Best' };
const LONG_AGO = '2026-03-02T09:00:00.000Z';

const server = (asked: { path: string; body?: unknown }) => {
  if (asked.path !== '/sign-in') return Promise.resolve(status(204, null));
  const { email, device } = asked.body as { email: string; device: { id: string } };
  const person = email.startsWith('ben') ? ben : worker;
  const tokens = { access_token: `a-${person.id}`, refresh_token: 'r', push_key: null };
  return Promise.resolve(ok({ ...tokens, person, device_id: device.id, demo: true }));
};

async function enter(phone: Phone, email: string): Promise<void> {
  await signIn(phone, email, 'secret');
  await unlockedPhone(phone);
}

let phone: Phone;
beforeEach(async () => {
  phone = await openPhone(server);
  await enter(phone, 'ann@example.org');
});

const dialled = { line_key: '999', number: '999', shown: '999', called: '999' as const };

async function aCall(started_at = LONG_AGO): Promise<string> {
  const logged = await logSignedOutCall(phone.device, { ...dialled, started_at });
  if (logged.kind !== 'saved') throw new Error(logged.why);
  return logged.value;
}

async function aNote(text = 'Blue door, nobody in'): Promise<string> {
  const id = uuid7();
  await saveLockedNote(phone.device, { id, text, occurred_at: LONG_AGO });
  return id;
}

const lying = async () =>
  JSON.stringify(await phone.device.connection.run((db) => db.getAll('calls')));
const asked = async (id: string = worker.id) => (await readToAsk(phone.device, id)).asked;
const waiting = async () => (await readOutbox(phone.store!)).waiting.map(({ change }) => change);
const take = (one: Written) =>
  takeAsOwn(phone.device, phone.store!, one.kind === 'note' ? { ...one, case_id: CASE } : one);

describe('one person’s phone', () => {
  test('a call and a note lie sealed, and are asked about after the unlock', async () => {
    await lock(phone);
    const id = await aCall();
    await saveSignedOutOutcome(phone.device, id, { outcome: 'spoke', answered_by: 'Sergeant Q' });
    await aNote();

    expect(await lying()).not.toMatch(/Sergeant|spoke|999|Blue/);
    expect(await countSealedFor(phone.device, worker.id)).toBe(2);
    await unlock(phone, PIN, how);

    expect(await waiting()).toEqual([]);
    expect((await asked()).map(({ kind }) => kind ?? 'call')).toEqual(['note', 'call']);
  });

  test('yes makes of each a change of the person’s, with the time it was written', async () => {
    await lock(phone);
    const call = await aCall();
    await saveSignedOutOutcome(phone.device, call, { outcome: 'spoke', answered_by: 'Sergeant Q' });
    const note = await aNote();
    await unlock(phone, PIN, how);

    for (const one of await asked()) expect((await take(one)).kind).toBe('saved');

    expect(await waiting()).toMatchObject([
      {
        id: note,
        kind: 'add_note',
        occurred_at: LONG_AGO,
        fields: { case_id: CASE, text: 'Blue door, nobody in' },
      },
      {
        id: call,
        kind: 'log_call',
        feed: personFeed(worker.id),
        fields: { outcome: 'spoke', answered_by: 'Sergeant Q', started_at: LONG_AGO },
      },
    ]);
    expect(await lying()).toBe('[]');
  });

  test('a dial alone is on the disk, is asked about, and then about its end', async () => {
    await lock(phone);
    const id = await aCall();
    phone.device.connection.close();
    phone = await openPhone(server); // killed by the dialler
    await unlock(phone, PIN, how);

    const [one] = await asked();
    expect(one && sayOutcome(one as never)).toBe('Tapped to call, outcome not recorded yet');
    await take(one!);

    expect((await readDraft(phone.store!, `call:${id}`))?.fields).toMatchObject({ who: '999' });
  });

  test('killed between the change and the forgetting, it is one change', async () => {
    await lock(phone);
    await aCall();
    await unlock(phone, PIN, how);
    const [one] = await asked();
    await take(one!);

    await take(one!);

    expect(await waiting()).toHaveLength(1);
  });

  test('what came of the call, said in another tab after the yes, is not lost', async () => {
    await lock(phone);
    const id = await aCall();
    const other_tab = phone;
    phone = await openPhone(server);
    await unlock(phone, PIN, how);
    const [one] = await asked();
    await take(one!);

    await saveSignedOutOutcome(other_tab.device, id, { outcome: 'spoke', answered_by: 'Q' });
    const [late] = await asked();
    await take(late!);

    expect(await waiting()).toMatchObject([
      { kind: 'log_call', fields: { outcome: 'attempted' } },
      { kind: 'record_call_outcome', record_id: id, fields: { outcome: 'spoke' } },
    ]);
  });
});

describe('what nobody says is theirs', () => {
  test('is put aside where nobody else is here: kept, sealed, not sent, and taken back at will', async () => {
    await lock(phone);
    await aNote();
    await unlock(phone, PIN, how);
    const [one] = await asked();

    expect(await sayNotMine(phone.device, worker.id, one!)).toBeNull();

    expect(await readToAsk(phone.device, worker.id)).toMatchObject({ asked: [], aside: [one] });
    expect(await lying()).not.toMatch(/Blue/);
    expect(await waiting()).toEqual([]);
    await askAgain(phone.device, worker.id, one!);
    expect(await asked()).toEqual([one]);
  });

  test('a call made signed out is asked about too, and lies sealed once it was said to be nobody’s', async () => {
    await signOut(phone);
    await aCall();
    await enter(phone, 'ann@example.org');
    const [one] = await asked();

    await sayNotMine(phone.device, worker.id, one!);

    expect(await lying()).not.toMatch(/999/);
    expect((await readToAsk(phone.device, worker.id)).aside).toEqual([one]);
  });

  test('a note that is emptied again was never written', async () => {
    await lock(phone);
    const id = await aNote();
    await saveLockedNote(phone.device, { id, text: ' ', occurred_at: LONG_AGO });

    expect(await lying()).toBe('[]');
  });

  test('what was sealed to a vault that is gone is counted, not passed over', async () => {
    await lock(phone);
    await aCall();
    await phone.device.connection.run(async (db) => {
      const row = (await db.get('kept', `vault:${worker.id}`)) as object;
      await db.put('kept', { ...row, pin: null }, `vault:${worker.id}`);
    });
    phone = await openPhone(server);

    await enter(phone, 'ann@example.org');

    expect(await readToAsk(phone.device, worker.id)).toMatchObject({ asked: [], lost: 1 });
  });
});

describe('a phone that two people share', () => {
  beforeEach(async () => {
    await signOut(phone);
    await enter(phone, 'ben@example.org');
    await signOut(phone);
    await enter(phone, 'ann@example.org');
    await lock(phone);
  });

  test('what one says is not theirs stays sealed, and is asked of the other', async () => {
    await aNote();
    await unlock(phone, PIN, how);
    const [one] = await asked();

    const next = await sayNotMine(phone.device, worker.id, one!);

    expect(next?.known.person.name).toBe('Ben Best');
    expect(await readToAsk(phone.device, worker.id)).toEqual({ asked: [], aside: [], lost: 0 });
    await signOut(phone);
    await enter(phone, 'ben@example.org');
    expect(await asked(ben.id)).toEqual([one]);
    await sayNotMine(phone.device, ben.id, one!);
    expect((await readToAsk(phone.device, ben.id)).aside).toEqual([one]);
  });

  test('before that the other is asked nothing, and could open nothing', async () => {
    await aNote();
    await signOut(phone);

    await enter(phone, 'ben@example.org');

    expect(await readToAsk(phone.device, ben.id)).toEqual({ asked: [], aside: [], lost: 0 });
  });

  test('who says at once that they write it is the one who is asked', async () => {
    const id = uuid7();
    const holder = (await readHolders(phone.device)).find(({ known }) => known.id === ben.id);
    await addressWritten(phone.device, id, holder!.to);
    await saveLockedNote(phone.device, { id, text: 'By Ben', occurred_at: LONG_AGO });

    await unlock(phone, PIN, how);

    expect(await asked()).toEqual([]);
    await signOut(phone);
    await enter(phone, 'ben@example.org');
    expect(await asked(ben.id)).toMatchObject([{ text: 'By Ben' }]);
  });

  test('what was put aside is asked of somebody who comes to the phone later', async () => {
    await aNote();
    await phone.device.connection.run((db) => db.delete('kept', `vault:${ben.id}`));
    await unlock(phone, PIN, how);
    const [one] = await asked();
    expect(await sayNotMine(phone.device, worker.id, one!)).toBeNull();
    await signOut(phone);
    await enter(phone, 'ben@example.org');
    await signOut(phone);

    await enter(phone, 'ann@example.org');
    await passOnAside(phone.device, worker.id);

    expect((await readToAsk(phone.device, worker.id)).aside).toEqual([]);
    await signOut(phone);
    await enter(phone, 'ben@example.org');
    expect(await asked(ben.id)).toEqual([one]);
  });
});

describe('what is said of it', () => {
  const now = new Date(LONG_AGO);
  const call = { id: 'c', fields: { ...dialled, started_at: LONG_AGO }, occurred_at: LONG_AGO };

  test('a tap is never said to be an answer', () => {
    expect(sayWhat({ ...call, outcome_fields: {} }, now)).toMatch(/^Call to 999, /);
    expect(sayOutcome({ outcome_fields: {} })).toBe('Tapped to call, outcome not recorded yet');
    const spoke = { outcome: 'spoke', answered_by: 'Sergeant Q' };
    expect(sayOutcome({ outcome_fields: spoke })).toBe('Yes, we spoke. Sergeant Q');
  });

  test('while it waits for an answer, not everything is said to be sent', () => {
    const sync = { attention: 0, waiting: 0, not_taken: 0, complete_at: LONG_AGO, trouble: null };
    const line = sayWaiting({ urgent: null, not_sent: null, to_ask: 1, sync, now });

    expect(line.text).toBe('1 thing written while locked is not sent');
    const aside = sayWaiting({ urgent: null, not_sent: null, no_ones: 1, sync, now });
    expect(aside.text).toMatch(/^Nothing waiting on this phone/);
    expect(emptyWords({ dealt_with: [] }, 1)).toMatch(/is not sent/);
  });
});
