/** What lists choose by is a copy of the records: never older than they are, never a record less, shut when locked. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { caseFeed, uuid7, type PulledRecord } from '../../pwa/src/domain';
import {
  forgetPulled,
  keepGlances,
  lockKeys,
  openPerson,
  readCounts,
  readToday,
  type Holding,
  type PersonStore,
} from '../../pwa/src/store';
import { lookAtAll } from '../../pwa/src/store/glances';
import { read } from '../../pwa/src/store/person-store';
import { aCheck, aVisit, FEED, OLDER, theFamily } from './family';
import { aPhone, aRecord, DEVICE, made, pageOf, pulled, worker, type Kit } from './kit';
import { randomFrom } from './seeded';

let kit: Kit;
let vault: Holding;
beforeEach(async () => {
  kit = await aPhone();
  vault = kit.store.keys.held;
  await pulled(kit, theFamily());
});

const A_DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * A_DAY).toISOString();
const planned = (id = uuid7(), version = 1) =>
  aRecord('visit', id, FEED, aVisit({ status: 'planned', planned_at: ago(0) }), version);
const past = (id = uuid7(), version = 1) =>
  aRecord('visit', id, FEED, aVisit({ status: 'completed', ended_at: ago(90) }), version);
const more = (...records: PulledRecord[]) => pageOf(FEED, records, { afresh: false });

/** As the next page finds the phone: nothing in memory. */
const opened = (): PersonStore => openPerson(worker, DEVICE, vault);
const shown = async (store = opened()) =>
  (await readToday(store)).visits.map(({ visit }) => visit.id);

const known = (store: PersonStore) => read(store, (tx) => tx.glances());
/** As every row says it, with no copy in between. */
const true_ones = (store: PersonStore) => read(store, (tx) => lookAtAll(tx.rows.records));
const sorted = (glances: ReadonlyMap<string, object>) =>
  [...glances].sort(([one], [other]) => one.localeCompare(other));

async function expectNoLie(store: PersonStore): Promise<void> {
  expect(sorted(await known(store))).toEqual(sorted(await true_ones(store)));
}

const keptOnDisk = (change?: (kept: { revision: string }) => object | undefined) =>
  kit.store.connection.run(async (db) => {
    const kept = (await db.get('meta', 'glances')) as { revision: string } | undefined;
    if (change && kept) await db.put('meta', change(kept), 'glances');
    return kept;
  });

const countOpened = (store: PersonStore) =>
  typeof store.keys.held === 'string' ? null : vi.spyOn(store.keys.held, 'openValue');

test('an unlock opens what Today shows, not every visit there ever was', async () => {
  const today = planned();
  await pulled(kit, more(today, ...Array.from({ length: 60 }, () => past())));
  const store = opened();
  const opening = countOpened(store);

  expect(await shown(store)).toEqual([today.id]);

  expect(opening?.mock.calls.length).toBeLessThan(5);
  opening?.mockRestore();
});

describe('a visit is on Today as soon as it is on the phone', () => {
  test('where the copy is of an earlier revision', async () => {
    await keptOnDisk((kept) => kept);
    const before = await keptOnDisk();
    const visit = planned();
    await pulled(kit, more(visit));

    await keptOnDisk(() => before);

    expect(await shown()).toEqual([visit.id]);
  });

  test('where somebody says of an earlier copy that it is of this revision', async () => {
    const before = await keptOnDisk();
    const visit = planned();
    await pulled(kit, more(visit));

    await keptOnDisk(({ revision }) => ({ ...before, revision }));

    expect(await shown()).toEqual([visit.id]);
  });

  test('where there is no copy, as after an update; and then there is one', async () => {
    const visit = planned();
    await pulled(kit, more(visit));
    await kit.store.connection.run((db) => db.delete('meta', 'glances'));

    expect(await shown()).toEqual([visit.id]);
    await keepGlances(opened());

    expect(await keptOnDisk()).toBeDefined();
    await expectNoLie(opened());
  });

  test('where another tab has pulled it', async () => {
    const other = opened();
    expect(await shown(other)).toEqual([]);
    const visit = planned();

    await pulled(kit, more(visit));

    expect(await shown(other)).toEqual([visit.id]);
  });

  test('where the page that brought it could not be saved at first', async () => {
    const visit = planned();
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await pulled(kit, more(visit)).catch(() => undefined);
    full.mockRestore();
    expect(await shown(kit.store)).toEqual([]);

    await pulled(kit, more(visit));

    expect(await shown(kit.store)).toEqual([visit.id]);
    await expectNoLie(kit.store);
  });
});

test('what was taken away while locked is gone from Today', async () => {
  await pulled(kit, more(planned()));
  const locked = openPerson(worker, DEVICE, 'locked');

  await forgetPulled(locked);

  expect(await keptOnDisk()).toBeUndefined();
  expect(await shown()).toEqual([]);
});

test('locked, it says nothing and is out of memory', async () => {
  await pulled(kit, more(planned()));
  await shown(kit.store);

  lockKeys(kit.store.keys);

  expect(kit.store.keys.glances.known).toBeNull();
  await expect(readToday(kit.store)).rejects.toThrow('locked');
  expect((await readCounts(kit.store)).unread_alerts).toBe(0);
});

test('a waiting change counts at once, over what was pulled', async () => {
  const visit = planned();
  await pulled(kit, more(visit));
  const again = { next_attempt_at: ago(-1) };

  await made(kit, {
    kind: 'record_child_seen_check',
    fields: aCheck(visit.id, OLDER, again),
  });
  await made(kit, { kind: 'start_visit', record_id: visit.id, fields: { started_at: ago(0) } });

  const today = await readToday(opened());
  expect(today.visits).toMatchObject([{ checked: 1, visit: { fields: { status: 'on_site' } } }]);
  expect(today.attempts).toHaveLength(1);
});

test.each([1, 2, 3, 4])(
  'whatever comes, goes and changes, it says what the rows say: seed %i',
  async (seed) => {
    const random = randomFrom(seed);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const ids = Array.from({ length: 12 }, () => uuid7());
    const feeds = [FEED, caseFeed(uuid7())];
    let version = 1;
    const anything = (feed: string): PulledRecord => {
      const at = (version += 1);
      const check = { ...aCheck(pick(ids), OLDER), next_attempt_at: pick([null, ago(-1)]) };
      return pick([
        { ...planned(pick(ids), at), feed },
        { ...past(pick(ids), at), feed },
        aRecord('child_seen_check', pick(ids), feed, check, at),
        aRecord('alert', pick(ids), feed, { opened_at: pick([null, ago(1)]) }, at),
        aRecord('note', pick(ids), feed, { text: 'words' }, at),
      ]);
    };
    const steps = [
      (feed: string) =>
        pulled(kit, pageOf(feed, [anything(feed), anything(feed)], { afresh: false })),
      (feed: string) => pulled(kit, pageOf(feed, [anything(feed)])),
      (feed: string) =>
        pulled(kit, pageOf(feed, [], { afresh: false, gone: [pick(ids), pick(ids)] })),
      () => forgetPulled(openPerson(worker, DEVICE, pick(['locked', vault] as const))),
      () => keepGlances(opened()),
    ];
    for (let turn = 0; turn < 40; turn++) {
      await steps[Math.min(Math.floor(random() * 7), 6) % 5]!(pick(feeds));
      await expectNoLie(pick([kit.store, opened()]));
    }
  },
);
