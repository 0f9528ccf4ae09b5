/** What meets on one phone: a colleague's record and one's own draft, a newer release's change, a restored server. */
import { beforeEach, expect, test } from 'vitest';
import { checkIdOf, uuid7, type ChangeKind } from '../../pwa/src/domain';
import { isDecided } from '../../pwa/src/page/app/use-decided';
import { sayWaiting } from '../../pwa/src/page/reading/waiting-words';
import { sayCheck } from '../../pwa/src/page/say-check';
import { readChild } from '../../pwa/src/page/screens/check/use-child';
import { makeChange, readOutbox, saveDraft, type NewChange } from '../../pwa/src/store';
import { readOthersWaiting, type Phone } from '../../pwa/src/sync';
import { aCheck, aVisit, CASE, FEED, OLDER, theFamily, aPhoneWithTheFamily } from './family';
import {
  answerTo,
  aRecord,
  drained,
  FakeNetwork,
  ok,
  pageOf,
  pulled,
  pullOf,
  type Kit,
} from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await aPhoneWithTheFamily();
});

const note = { kind: 'add_note', fields: { case_id: CASE, text: 'Mine' } } as const;

test('a colleague checks the same child: what was written here stays in sight until it is saved', async () => {
  const visit_id = uuid7();
  await saveDraft(kit.store, `check:${visit_id}:${OLDER}`, { child_words: 'He said so.' });
  const visit = aRecord('visit', visit_id, FEED, aVisit());
  const theirs = aRecord(
    'child_seen_check',
    checkIdOf(visit_id, OLDER),
    FEED,
    aCheck(visit_id, OLDER),
  );
  const family = theFamily();
  await pulled(kit, pageOf(FEED, [...family.records, visit, theirs]));

  const shown = await readChild(kit.store, visit_id, OLDER);

  expect(shown).toMatchObject({ begun: true, check: { id: theirs.id } });
});

test('a waiting change of a newer release decides nothing, and breaks no page', async () => {
  const newer = { ...note, kind: 'of_a_newer_release' as ChangeKind, record_id: uuid7() };
  await makeChange(kit.store, newer as NewChange);
  const { waiting } = await readOutbox(kit.store);

  expect(isDecided(newer.record_id, waiting)).toBe(false);
});

test('an answer that a newer release knows is said in its own word', () => {
  const check = { ...aCheck('v', OLDER), seen_alone: 'no', reason_not_alone: 'not_known_here' };

  expect(sayCheck(check as never)).toBe('Seen, not alone: not known here');
});

test('what is offered again to a restored server waits; it is not said to be sent', async () => {
  await makeChange(kit.store, note);
  await drained(kit, new FakeNetwork());
  expect((await readOutbox(kit.store)).sent).toHaveLength(1);
  const restored = new FakeNetwork((request) => {
    const pull = request.pull && pullOf({ reset: true, more: true, cursor: 'c2' });
    return request.changes.length > 0
      ? { kind: 'nothing', why: 'unreachable' }
      : ok(answerTo(request, { pull }));
  });

  await drained(kit, restored);

  expect(await readOutbox(kit.store)).toMatchObject({ sent: [], waiting: [{}] });
});

test('storage that cannot be read is never told as nothing waiting', () => {
  const sync = { attention: 0, waiting: 0, not_taken: 0, complete_at: null };
  const known = { urgent: null, not_sent: null, now: new Date() };
  const say = (trouble: 'storage' | null, more: object = {}) =>
    sayWaiting({ ...known, ...more, sync: { ...sync, trouble } }).text;

  expect(say(null)).toBe('Nothing waiting on this phone');
  expect(say('storage')).toBe('This phone cannot read what is waiting');
  expect(say('storage', { is_full: true, not_saved: true })).toMatch(/^NOT SAVED/);
});

test('one person whose store cannot be opened hides no other', async () => {
  await makeChange(kit.store, note);
  const broken = { ...(await theirEntry()), id: 'b', person: { id: 'b', name: 'Ben' } };
  await kit.device.connection.run((db) => db.put('people', broken as never));
  const newer = indexedDB.open('doorstep-b', 99);
  await new Promise((done) => (newer.onsuccess = done));

  const others = await readOthersWaiting({ device: kit.device, person: null } as Phone);

  expect(others.map((one) => one.person.person.name)).toEqual(['Ann Able']);
});

async function theirEntry() {
  const [entry] = await kit.device.connection.run((db) => db.getAll('people'));
  const known = { ...entry, has_database: true };
  await kit.device.connection.run((db) => db.put('people', known as never));
  return known;
}
