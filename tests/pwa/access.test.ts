/** Promise 4 on the phone: what a person may no longer see leaves it, once what they wrote for it has been offered. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { FeedPage } from '../../pwa/src/domain';
import { makeChange, readFamily, readOutbox } from '../../pwa/src/store';
import { CASE, family, FEED, OLDER, theFamily, aPhoneWithTheFamily } from './family';
import {
  answerTo,
  aRecord,
  drained,
  FakeNetwork,
  ok,
  outcomeOf,
  pageOf,
  pulled,
  pullOf,
  answering,
  type Kit,
} from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await aPhoneWithTheFamily();
});

const rows = () => kit.store.connection.run((db) => db.getAllKeys('records'));

describe('a feed that ends', () => {
  test('is deleted from the phone', async () => {
    await drained(kit, answering({ drop: [FEED] }));

    expect(await rows()).toEqual([]);
  });

  test('waits for what was written and never offered, however the app is killed between', async () => {
    const network = answering({ drop: [FEED] });
    const meanwhile = new FakeNetwork(async (request, asked) => {
      const answer = await network.call(asked);
      await makeChange(kit.store, { kind: 'add_note', fields: { case_id: CASE, text: 'Late' } });
      if (request.changes.length > 0)
        return ok(answerTo(request, { pull: request.pull && pullOf() }));
      return answer;
    });
    await drained(kit, only(meanwhile, 1));
    expect(await rows()).not.toEqual([]);

    await drained(kit, answering({}));

    expect(await rows()).toEqual([]);
    expect((await readOutbox(kit.store)).sent).toHaveLength(1);
  });

  test('comes back whole where access comes back', async () => {
    await drained(kit, answering({ drop: [FEED] }));

    await pulled(kit, theFamily());

    expect(await rows()).toHaveLength(3);
  });
});

/** Answers so many requests, and then there is no signal. */
function only(network: FakeNetwork, times: number): FakeNetwork {
  let left = times;
  return new FakeNetwork((_request, asked) =>
    left-- > 0 ? network.call(asked) : { kind: 'nothing', why: 'unreachable' },
  );
}

describe('a record that moves', () => {
  const moved = aRecord('child', OLDER, 'case:other', { case_id: 'other' }, 2);

  test.each<[string, FeedPage[]]>([
    ['departure first', [departure(), arrival()]],
    ['arrival first', [arrival(), departure()]],
  ])('is in its new feed, %s', async (_name, feeds) => {
    await drained(kit, answering({ feeds }));

    const row = await kit.store.connection.run((db) => db.get('records', OLDER));
    expect(row?.feed).toBe('case:other');
  });

  function departure(): FeedPage {
    return { ...pageOf(FEED, []), afresh: false, complete: false, gone: [OLDER] };
  }

  function arrival(): FeedPage {
    return { ...pageOf('case:other', [moved]), afresh: false };
  }
});

describe('the self-check', () => {
  test('finds a row that was lost, pulls the feed afresh and reports it', async () => {
    await kit.store.connection.run((db) => db.delete('records', OLDER));
    const { count, checksum } = theFamily();
    const checking = { feed: FEED, count, checksum };
    const network = new FakeNetwork((request) => {
      const feeds = request.pull?.refresh.includes(FEED) ? [theFamily()] : [];
      return ok(answerTo(request, { pull: request.pull && pullOf({ feeds, checks: [checking] }) }));
    });

    await drained(kit, network);

    expect(network.requests.map((request) => request.pull?.refresh)).toEqual([[], [FEED]]);
    expect(network.requests[1]?.repaired).toMatchObject([{ feed: FEED, found: { count: 2 } }]);
    expect(await rows()).toHaveLength(3);
  });

  test('does not go round for ever where the server itself is wrong', async () => {
    const wrong = { ...theFamily(), checksum: '0000000000000000' };
    const network = answering({ feeds: [wrong] });

    await drained(kit, network);

    expect(network.requests).toHaveLength(2);
  });
});

test('a late page of an older cursor is thrown away', async () => {
  const before = await rows();
  const network = new FakeNetwork(async (request) => {
    await kit.store.connection.run((db) => db.put('meta', 'newer', 'cursor'));
    return ok(answerTo(request, { pull: request.pull && pullOf({ feeds: [pageOf(FEED, [])] }) }));
  });

  await drained(kit, network);

  expect(await rows()).toEqual(before);
});

test('after a reset, what was sent in the last 7 days is offered again, under its old id', async () => {
  await makeChange(kit.store, { kind: 'add_note', fields: { case_id: CASE, text: 'Sent once' } });
  await drained(kit, new FakeNetwork());
  const [sent] = (await readOutbox(kit.store)).sent;
  const restored = new FakeNetwork((request) => {
    const reset = request.pull?.cursor === 'c1';
    const outcomes = request.changes.map((one) => outcomeOf(one));
    const pull = request.pull && pullOf({ cursor: 'after', reset, feeds: [theFamily()] });
    return ok(answerTo(request, { outcomes, pull }));
  });

  await drained(kit, restored);

  expect(restored.requests[1]?.changes).toEqual([sent?.change]);
  expect((await readFamily(kit.store, CASE))?.family.fields.name).toBe(family().fields.name);
});
