/** Promise 2, nothing written is lost: whatever answers, a change is settled by an outcome that names it or stays. */
import { beforeEach, describe, expect, test } from 'vitest';
import { readOutbox, readSession } from '../../pwa/src/store';
import type { Reply } from '../../pwa/src/sync';
import { CASE } from './family';
import {
  answerTo,
  aPhone,
  drained,
  FakeNetwork,
  ok,
  outcomeOf,
  problem,
  status,
  unreachable,
  worker,
  made,
  type Kit,
} from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await aPhone();
});

const note = async (text: string, on: Kit = kit): Promise<string> =>
  (await made(on, { kind: 'add_note', fields: { case_id: CASE, text } })).id;

const html = '<html>Sign in to the guest Wi-Fi</html>';
const fixed = (reply: Reply) => new FakeNetwork(() => reply);

const stopping: [string, Reply, string][] = [
  ['no signal', unreachable, 'no-signal'],
  ['no answer in time', { kind: 'nothing', why: 'timeout' }, 'no-signal'],
  ['a Wi-Fi sign-in page with 200', { kind: 'nothing', why: 'not-json' }, 'not-doorstep'],
  ['JSON of something else', ok({ hello: html }), 'not-doorstep'],
  ['JSON that is no object', ok([1]), 'not-doorstep'],
  ['another protocol', ok({ protocol: 2, outcomes: [] }), 'update-needed'],
  ['an answer without a time', ok({ protocol: 1, outcomes: [], pull: null }), 'not-doorstep'],
  ['a portal that says 403', status(403, html), 'not-doorstep'],
  ['a proxy that says 404', status(404, null), 'not-doorstep'],
  ['a proxy that says 407', status(407, {}), 'not-doorstep'],
  ['a redirect', status(302, null), 'not-doorstep'],
  ['429', problem(429), 'server-busy'],
  ['429 of a proxy', status(429, html), 'server-busy'],
  ['500', problem(500), 'server-trouble'],
  ['502 of a proxy', status(502, html), 'server-trouble'],
  ['503', problem(503), 'server-busy'],
  ['504', status(504, null), 'server-trouble'],
];

describe('what answers nothing leaves everything on the phone', () => {
  test.each(stopping)('%s', async (_name, reply, trouble) => {
    const id = await note('Kept');

    const end = await drained(kit, fixed(reply));

    expect(end).toMatchObject({ kind: 'stopped', trouble });
    expect((await readOutbox(kit.store)).waiting).toMatchObject([
      { change: { id }, state: 'tried', tries: 1 },
    ]);
    expect(await drained(kit, new FakeNetwork())).toEqual({
      kind: 'done',
      held: 0,
    });
  });
});

describe('one bad change keeps no other waiting', () => {
  const codes = [400, 403, 404, 409, 413, 422];

  test.each(codes)('%i for a request that has it', async (code) => {
    for (let i = 0; i < 9; i++) await note(`Good ${i}`);
    const bad = await note('Bad');
    for (let i = 0; i < 9; i++) await note(`Also good ${i}`);
    const network = new FakeNetwork((request) =>
      request.changes.some((change) => change.id === bad)
        ? problem(code, 'bad-thing')
        : ok(answerTo(request)),
    );

    const end = await drained(kit, network);

    const { waiting, sent } = await readOutbox(kit.store);
    expect(end).toEqual({ kind: 'done', held: 1 });
    expect(waiting).toMatchObject([{ change: { id: bad }, reason: { code: 'bad-thing' } }]);
    expect(sent).toHaveLength(18);
  });

  test('a fault that is nobody’s change stops after three', async () => {
    for (let i = 0; i < 20; i++) await note(`Note ${i}`);
    const network = fixed(problem(403, 'device-revoked'));

    const end = await drained(kit, network);

    expect(end).toMatchObject({ kind: 'stopped', trouble: 'turned-down' });
    expect(network.requests.length).toBeLessThan(20);
    expect((await readOutbox(kit.store)).waiting).toHaveLength(20);
  });

  test('three bad ones do not stand before the others for ever', async () => {
    const bad = new Set([await note('Bad'), await note('Bad'), await note('Bad')]);
    for (let i = 0; i < 5; i++) await note(`Good ${i}`);
    const network = new FakeNetwork((request) =>
      request.changes.some((change) => bad.has(change.id)) ? problem(422) : ok(answerTo(request)),
    );

    await drained(kit, network);
    await drained(kit, network);

    expect((await readOutbox(kit.store)).waiting.map((row) => row.change.id)).toEqual([...bad]);
  });
});

describe('outcomes', () => {
  test('that name another change settle nothing', async () => {
    const id = await note('Mine');
    const network = new FakeNetwork((request) =>
      ok(
        answerTo(request, {
          outcomes: [outcomeOf(request.changes[0]!, { id: CASE })],
        }),
      ),
    );

    expect(await drained(kit, network)).toMatchObject({
      trouble: 'not-doorstep',
    });
    expect((await readOutbox(kit.store)).waiting).toMatchObject([{ change: { id } }]);
  });

  test('that leave one out leave it on the phone', async () => {
    const [first, second] = [await note('First'), await note('Second')];
    const network = new FakeNetwork((request) =>
      ok(
        answerTo(request, {
          outcomes: request.changes.slice(0, 1).map((one) => outcomeOf(one)),
        }),
      ),
    );

    await drained(kit, network);

    const { waiting, sent } = await readOutbox(kit.store);
    expect(sent.map((row) => row.id)).toContain(first);
    expect([...waiting.map((row) => row.change.id), ...sent.map((row) => row.id)]).toContain(
      second,
    );
  });

  test.each(['refused', 'conflict'] as const)(
    '%s goes before the person, words kept',
    async (word) => {
      const id = await note('Mine');
      const reason = {
        code: 'not-your-case',
        message: 'This is not your case.',
        fields: {},
      };
      const network = new FakeNetwork((request) =>
        ok(
          answerTo(request, {
            outcomes: request.changes.map((one) => outcomeOf(one, { status: word, reason })),
          }),
        ),
      );

      await drained(kit, network);

      const { waiting, attention } = await readOutbox(kit.store);
      expect(waiting).toEqual([]);
      expect(attention).toMatchObject([
        {
          id,
          change: { fields: { text: 'Mine' } },
          outcome: { status: word, reason },
        },
      ]);
    },
  );

  test('held stays, with why, and is offered again', async () => {
    await note('Held');
    const reason = {
      code: 'kind-not-known-yet',
      message: 'Not known yet.',
      fields: {},
    };
    const holding = new FakeNetwork((request) =>
      ok(
        answerTo(request, {
          outcomes: request.changes.map((one) =>
            outcomeOf(one, { status: 'held', version: null, reason }),
          ),
        }),
      ),
    );

    expect(await drained(kit, holding)).toEqual({ kind: 'done', held: 1 });
    expect((await readOutbox(kit.store)).waiting).toMatchObject([{ state: 'held', reason }]);

    await drained(kit, new FakeNetwork());
    expect((await readOutbox(kit.store)).waiting).toEqual([]);
  });
});

describe('the sign-in runs out', () => {
  const tokens = { access_token: 'access-2', refresh_token: 'refresh-2' };
  const serverThatWants = (token: string, refreshed: (n: number) => Reply) => {
    let refreshes = 0;
    return new FakeNetwork(
      (request, asked) =>
        asked.headers?.['Authorization'] === `Bearer ${token}`
          ? ok(answerTo(request))
          : problem(401),
      () => refreshed(refreshes++),
    );
  };

  test('it is refreshed and the same changes go', async () => {
    const id = await note('Kept');

    await drained(
      kit,
      serverThatWants('access-2', () => ok(tokens)),
    );

    expect((await readOutbox(kit.store)).sent).toMatchObject([{ id }]);
  });

  test('a lost answer to the refresh is asked again with the same token', async () => {
    await note('Kept');
    const network = serverThatWants('access-2', (n) => (n === 0 ? unreachable : ok(tokens)));

    expect(await drained(kit, network)).toMatchObject({ trouble: 'no-signal' });
    await drained(kit, network);

    const refreshes = network.asked.filter((one) => one.path === '/refresh');
    expect(refreshes.map((one) => one.body)).toEqual(Array(2).fill({ refresh_token: 'refresh-1' }));
    expect((await readOutbox(kit.store)).waiting).toEqual([]);
  });

  test('an ended session keeps everything and asks to sign in', async () => {
    const id = await note('Kept');

    const end = await drained(
      kit,
      serverThatWants('none', () => problem(401)),
    );

    expect(end).toMatchObject({ kind: 'stopped', trouble: 'sign-in-needed' });
    expect((await readSession(kit.device, worker.id))?.ended).toBe(true);
    expect((await readOutbox(kit.store)).waiting).toMatchObject([{ change: { id } }]);
  });

  test('a Wi-Fi page in place of the refresh does not end it', async () => {
    await note('Kept');

    await drained(
      kit,
      serverThatWants('none', () => status(401, html)),
    );

    expect((await readSession(kit.device, worker.id))?.ended).toBe(false);
  });
});
