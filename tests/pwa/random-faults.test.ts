/** A phone on a bad day, by a seed: answers lost, requests lost, kills, portals, limits. Everything arrives, once. */
import { expect, test } from 'vitest';
import {
  caseFeed,
  uuid7,
  type Change,
  type PulledRecord,
  type SyncRequest,
} from '../../pwa/src/domain';
import { makeChange, readFamily, readOutbox } from '../../pwa/src/store';
import type { Reply } from '../../pwa/src/sync';
import {
  answerTo,
  aPhone,
  aRecord,
  drained,
  FakeNetwork,
  ok,
  outcomeOf,
  pageOf,
  problem,
  pullOf,
  reopened,
  status,
  unreachable,
  type Kit,
} from './kit';
import { randomFrom } from './seeded';

const CASE = uuid7();
const FEED = caseFeed(CASE);

/** A server of one feed: each id once, each record's latest state, everything after a position. */
class SmallServer {
  readonly applied: Change[] = [];
  private readonly rows = new Map<string, PulledRecord>([
    [CASE, aRecord('family', CASE, FEED, { name: 'Example', address: 'A' })],
  ]);
  private readonly log: string[] = [CASE];

  answer(request: SyncRequest): Reply {
    const outcomes = request.changes.map((change, index) =>
      outcomeOf(change, { index, version: this.settle(change) }),
    );
    const pull = request.pull && this.pull(request.pull.cursor);
    return ok(answerTo(request, { outcomes, pull }));
  }

  private settle(change: Change): number {
    const before = this.rows.get(change.record_id);
    if (this.applied.some((one) => one.id === change.id)) return before?.version ?? 1;
    this.applied.push(change);
    const fields = { ...before?.fields, ...change.fields };
    const type = change.kind === 'add_note' ? 'note' : 'family';
    const version = (before?.version ?? 0) + 1;
    this.rows.set(change.record_id, aRecord(type, change.record_id, FEED, fields, version));
    this.log.push(change.record_id);
    return version;
  }

  private pull(cursor: string | null) {
    const from = Number(cursor ?? 0);
    const to = Math.min(this.log.length, from + 7);
    const records = [...new Set(this.log.slice(from, to))].map((id) => this.rows.get(id)!);
    const complete = to === this.log.length;
    const sums = pageOf(FEED, [...this.rows.values()]);
    const page = { ...sums, records, complete, afresh: cursor === null };
    return pullOf({ cursor: String(to), more: !complete, feeds: [page] });
  }
}

class Killed extends Error {}

type Danger = (request: SyncRequest, server: SmallServer) => Reply;

/** What may happen to a request; each as likely as another. */
const dangers: Danger[] = [
  () => unreachable,
  () => status(200, '<html>'),
  () => problem(503),
  (request, server) => (request.changes.length > 3 ? problem(413) : server.answer(request)),
  (request, server) => {
    server.answer(request); // taken, and the answer lost
    return unreachable;
  },
  (request, server) => {
    server.answer(request);
    throw new Killed();
  },
];

function badNetwork(server: SmallServer, random: () => number, calm: () => boolean): FakeNetwork {
  return new FakeNetwork((request) => {
    const danger = calm() ? undefined : dangers[Math.floor(random() * 2 * dangers.length)];
    return danger ? danger(request, server) : server.answer(request);
  });
}

async function write(kit: Kit, random: () => number, count: number): Promise<string[]> {
  const made: string[] = [];
  for (let i = 0; i < count; i++) {
    const saved = await makeChange(
      kit.store,
      random() < 0.5
        ? { kind: 'add_note', fields: { case_id: CASE, text: `Note ${i}` } }
        : { kind: 'edit_family', record_id: CASE, fields: { name: `Name ${random()}` } },
    );
    if (saved.kind === 'saved') made.push(saved.value.id);
  }
  return made;
}

async function survive(kit: Kit, network: FakeNetwork): Promise<Kit> {
  try {
    await drained(kit, network);
    return kit;
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return reopened(kit);
  }
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])('seed %i', async (seed) => {
  const random = randomFrom(seed);
  const server = new SmallServer();
  let calm = false;
  const network = badNetwork(server, random, () => calm);
  const made: string[] = [];
  let kit = await aPhone();

  for (let round = 0; round < 25; round++) {
    made.push(...(await write(kit, random, Math.floor(random() * 5))));
    kit = await survive(kit, network);
  }
  calm = true;
  expect(await drained(kit, network)).toEqual({ kind: 'done', held: 0 });

  expect(server.applied.map((change) => change.id)).toEqual(made);
  expect((await readOutbox(kit.store)).waiting).toEqual([]);
  const last = server.applied.findLast((change) => change.kind === 'edit_family');
  const view = await readFamily(kit.store, CASE);
  expect(view?.family.fields).toMatchObject(last?.fields ?? {});
  expect(view?.family.waiting).toBe(0);
  expect(view?.notes).toHaveLength(server.applied.filter((one) => one.kind === 'add_note').length);
});
