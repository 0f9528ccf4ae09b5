/** In which order and in what size the outbox goes: urgent first and alone, the rest in order, one drain at a time. */
import { beforeEach, describe, expect, test } from 'vitest';
import { caseFeed } from '../../pwa/src/domain';
import {
  forgetPulled,
  forgetSession,
  readOutbox,
  readRecord,
  type NewChange,
} from '../../pwa/src/store';
import { aRequest, CASE, YOUNGER } from './family';
import {
  answerTo,
  aPhone,
  aRecord,
  drained,
  drainedInTurn,
  FakeNetwork,
  ok,
  outcomeOf,
  pageOf,
  problem,
  pullOf,
  reopened,
  unreachable,
  made,
  type Kit,
} from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await aPhone();
});

const idOf = async (wanted: NewChange) => (await made(kit, wanted)).id;
const note = (text: string) => idOf({ kind: 'add_note', fields: { case_id: CASE, text } });
const ids = (network: FakeNetwork) =>
  network.requests.map((request) => request.changes.map((change) => change.id));

describe('urgent', () => {
  test('goes first, alone, in its lane and without a pull', async () => {
    const [before, urgent, after] = [
      await note('Before'),
      await idOf({ kind: 'raise_request', fields: aRequest() }),
      await note('After'),
    ];
    const network = new FakeNetwork();

    await drained(kit, network);

    expect(ids(network)).toEqual([[urgent], [before, after]]);
    expect(network.asked[0]?.headers).toMatchObject({ 'Doorstep-Lane': 'urgent' });
    expect(network.requests[0]?.pull).toBeNull();
    expect(network.asked[1]?.headers).not.toHaveProperty('Doorstep-Lane');
    expect(network.requests[1]?.pull).not.toBeNull();
  });

  test('takes a child who was added just now ahead with it, not the rest', async () => {
    const other = await note('Other');
    const fields = {
      case_id: CASE,
      given_name: 'New',
      family_name: 'Born',
      date_of_birth: '2026-03-01',
    };
    const child = await idOf({ kind: 'add_child', record_id: YOUNGER, fields });
    const urgent = await idOf({
      kind: 'raise_request',
      fields: aRequest({ child_ids: [YOUNGER] }),
    });
    const network = new FakeNetwork();

    await drained(kit, network);

    expect(ids(network)).toEqual([[child], [urgent], [other]]);
  });

  test('a request that is not urgent keeps its place', async () => {
    const order = [
      await note('Before'),
      await idOf({ kind: 'raise_request', fields: aRequest({ urgent: false }) }),
    ];
    const network = new FakeNetwork();

    await drained(kit, network);

    expect(ids(network)).toEqual([order]);
  });

  test('turned down in its lane, it stays in the outbox and the rest goes', async () => {
    const [other, urgent] = [
      await note('Other'),
      await idOf({ kind: 'raise_request', fields: aRequest() }),
    ];
    const network = new FakeNetwork((request) =>
      request.pull === null ? problem(413) : ok(answerTo(request)),
    );

    await drained(kit, network);

    const { waiting, sent } = await readOutbox(kit.store);
    expect(waiting.map((row) => row.change.id)).toEqual([urgent]);
    expect(sent.map((row) => row.id)).toEqual([other]);
  });
});

describe('batches', () => {
  test('hold at most 100 changes, in order, and only the last one pulls', async () => {
    const all: string[] = [];
    for (let i = 0; i < 230; i++) all.push(await note(`Note ${i}`));
    const network = new FakeNetwork();

    await drained(kit, network);

    expect(ids(network).map((batch) => batch.length)).toEqual([100, 100, 30]);
    expect(ids(network).flat()).toEqual(all);
    expect(network.requests.map((request) => request.pull !== null)).toEqual([false, false, true]);
  });

  test('are bounded by bytes as well', async () => {
    for (let i = 0; i < 5; i++) await note('é'.repeat(60_000));
    const network = new FakeNetwork();

    await drained(kit, network);

    expect(ids(network).map((batch) => batch.length)).toEqual([2, 2, 1]);
  });

  test('are halved when the server finds them too large', async () => {
    for (let i = 0; i < 40; i++) await note(`Note ${i}`);
    const network = new FakeNetwork((request) =>
      request.changes.length > 10 ? problem(413) : ok(answerTo(request)),
    );

    expect(await drained(kit, network)).toEqual({ kind: 'done', held: 0 });
    expect((await readOutbox(kit.store)).sent).toHaveLength(40);
  });
});

test('what did not get through is tried in smaller pieces', async () => {
  for (let i = 0; i < 30; i++) await note(`Note ${i}`);
  const network = new FakeNetwork();

  await drained(kit, network, 3);

  expect(ids(network).map((batch) => batch.length)).toEqual([13, 13, 4]);
});

describe('one at a time', () => {
  test('a second tab finds it busy, and nothing is sent twice', async () => {
    for (let i = 0; i < 4; i++) await note(`Note ${i}`);
    const network = new FakeNetwork();

    const ends = await Promise.all([
      drained(kit, network),
      drained(kit, network),
      drained(kit, network),
    ]);

    expect(ends.map((end) => end.kind).sort()).toEqual(['busy', 'busy', 'done']);
    expect(ids(network).flat()).toHaveLength(4);
  });

  test('the worker waits its turn: it has all there is when it goes on', async () => {
    const order: string[] = [];
    const asking = (who: string) =>
      new FakeNetwork((request) => {
        order.push(who);
        return ok(answerTo(request));
      });

    const ends = await Promise.all([
      drained(kit, asking('page')),
      drainedInTurn(kit, asking('worker')),
    ]);

    expect(ends).toEqual([
      { kind: 'done', held: 0 },
      { kind: 'done', held: 0 },
    ]);
    expect(order).toEqual(['page', 'worker']);
  });

  test('what is written while sending goes in the same run', async () => {
    await note('First');
    let late = '';
    const network = new FakeNetwork(async (request) => {
      if (late === '') late = await note('Written meanwhile');
      return ok(answerTo(request));
    });

    await drained(kit, network);

    expect(ids(network).flat()).toContain(late);
    expect((await readOutbox(kit.store)).waiting).toEqual([]);
  });
});

describe('killed', () => {
  test('after the server took it and before the answer was saved: the same change goes again', async () => {
    const id = await note('Once');
    const seen: string[] = [];
    const server = (lost: boolean) =>
      new FakeNetwork((request) => {
        seen.push(...request.changes.map((change) => change.id));
        return lost ? unreachable : ok(answerTo(request));
      });

    await drained(kit, server(true));
    kit = await reopened(kit);
    await drained(kit, server(false));

    expect(seen).toEqual([id, id]);
    expect((await readOutbox(kit.store)).sent).toMatchObject([{ id }]);
  });

  test('in the middle of saving an answer: outcomes, rows and cursor stand together or not at all', async () => {
    const id = await note('Once');
    const unsavable = { ...pageOf('case:x', []), records: [{ id: undefined } as never] };
    const breaking = new FakeNetwork((request) =>
      ok(answerTo(request, { pull: request.pull && pullOf({ feeds: [unsavable] }) })),
    );

    await expect(drained(kit, breaking)).rejects.toThrow();
    kit = await reopened(kit);

    const cursor = await kit.store.connection.run((db) => db.get('meta', 'cursor'));
    expect(cursor).toBeUndefined();
    expect((await readOutbox(kit.store)).waiting).toMatchObject([{ change: { id } }]);
  });
});

test('a held change does not make the phone ask without end', async () => {
  await note('Held');
  const network = new FakeNetwork((request) =>
    ok(
      answerTo(request, {
        outcomes: request.changes.map((one) => outcomeOf(one, { status: 'held' })),
      }),
    ),
  );

  expect(await drained(kit, network)).toEqual({ kind: 'done', held: 1 });
  expect(network.requests).toHaveLength(1);
});

test('pages are asked for until there are no more', async () => {
  const cursors = ['a', 'b', 'c'];
  const network = new FakeNetwork((request) => {
    const cursor = cursors.shift() ?? 'z';
    const pull = request.pull && pullOf({ cursor, more: cursor !== 'c' });
    return ok(answerTo(request, { pull }));
  });

  await drained(kit, network);

  expect(network.requests.map((request) => request.pull?.cursor)).toEqual([null, 'a', 'b']);
});

test('a page that comes after signing out is not put back on the phone', async () => {
  const family = aRecord('family', CASE, caseFeed(CASE), { name: 'Example', address: 'A' });
  const network = new FakeNetwork(async (request) => {
    await forgetSession(kit.device, kit.store.person.id);
    await forgetPulled(kit.store);
    const pull = pullOf({ feeds: [pageOf(caseFeed(CASE), [family])] });
    return ok(answerTo(request, { pull }));
  });

  await drained(kit, network);

  expect(await readRecord(kit.store, CASE)).toBeNull();
});
