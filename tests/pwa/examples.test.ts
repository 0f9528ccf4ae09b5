/** Every conversation of sync/examples, acted out by the phone: what it sends, and how it stands after each answer. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { SyncAnswer, SyncRequest } from '../../pwa/src/domain';
import {
  openDevice,
  openPerson,
  readAsking,
  readOutbox,
  readToOffer,
  saveAnswer,
  saveSignIn,
  type PersonStore,
} from '../../pwa/src/store';
import { waitingRow } from '../../pwa/src/store/forms-of-rows';
import { saveMeta, write } from '../../pwa/src/store/person-store';
import { nextBatch, widest } from '../../pwa/src/sync/batches';
import { send } from '../../pwa/src/sync/send';
import { worker } from './kit';

interface Step {
  note: string;
  device: string;
  at: string;
  made: string[];
  cursor_before?: string;
  rows_lost_before?: string[];
  lane?: string;
  lost?: boolean;
  request: SyncRequest;
  response: SyncAnswer;
  after: {
    rows: Record<string, unknown>;
    outbox: string[];
    attention: string[];
    cursor: string | null;
  };
}

interface Example {
  title: string;
  steps: Step[];
}

const folder = new URL('../../sync/examples/', import.meta.url);
const examples = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name): [string, Example] => [
    name,
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')),
  ]);

test.each(examples)('%s', async (_name, example) => {
  const device = openDevice();
  const stores = new Map<string, PersonStore>();
  for (const [index, step] of example.steps.entries()) {
    const store = stores.get(step.device) ?? (await newPhone(step.device));
    stores.set(step.device, store);
    await prepare(store, step, example.steps.slice(index));

    await ask(device, store, step);

    expect(await standing(store), step.note).toEqual(step.after);
  }
});

/** One person a device: their databases must differ, so the device's id stands for the person's. */
async function newPhone(device_id: string): Promise<PersonStore> {
  const person = { ...worker, id: device_id };
  const session = {
    person_id: device_id,
    access_token: 'access',
    refresh_token: 'refresh',
    push_key: null,
    ended: false,
  };
  await saveSignIn(openDevice(), { email: device_id, person, device_id }, session);
  return openPerson(person, device_id);
}

/** A change is made before the first request, this one or a later one, that carries it. */
async function prepare(store: PersonStore, step: Step, from_here: Step[]): Promise<void> {
  const carried = from_here.flatMap((one) => one.request.changes);
  const made = step.made.map((id) => carried.find((change) => change.id === id)!);
  await write(store, 'relaxed', async (tx) => {
    for (const change of made) tx.rows.outbox.add(waitingRow(change, step.at));
    if (step.cursor_before !== undefined) saveMeta(tx, 'cursor', step.cursor_before);
    for (const id of step.rows_lost_before ?? []) tx.rows.records.delete(id);
  });
}

async function ask(
  device: ReturnType<typeof openDevice>,
  store: PersonStore,
  step: Step,
): Promise<void> {
  const sent: unknown[] = [];
  const network = (asked: { body?: unknown }) => {
    sent.push(asked.body);
    const reply = {
      kind: 'answer' as const,
      status: 200,
      body: step.response,
      retry_after_ms: null,
    };
    return Promise.resolve(
      step.lost ? { kind: 'nothing' as const, why: 'timeout' as const } : reply,
    );
  };
  const line = {
    device,
    store,
    network,
    now: () => new Date(step.at),
    tell: () => undefined,
    failures: 0,
    waits: false,
    pulls: true,
  };
  const asking = step.request.pull && (await askingOf(store, step));
  const batch = await batchOf(store, step);

  const { read, clock } = await send(line, batch, asking);

  expect(sent, step.note).toEqual([step.request]);
  if (read.kind === 'ok') await saveAnswer(store, batch.changes, read.answer, clock, asking);
  else expect(step.lost, step.note).toBe(true);
}

/** When to check all is the phone's own choice (once a day): here it is the example's. */
async function askingOf(store: PersonStore, step: Step) {
  const asking = await readAsking(store, new Date(step.at));
  return {
    ...asking,
    pull: { ...asking.pull, check_all: step.request.pull?.check_all ?? false },
  };
}

/** What is urgent is told by the product's kinds, which the examples do not have. */
async function batchOf(store: PersonStore, step: Step) {
  const offer = await readToOffer(store, new Set());
  if (step.lane !== 'urgent') return nextBatch(offer, widest);
  const ids = step.request.changes.map((change) => change.id);
  const changes = offer.rest.filter((posting) => ids.includes(posting.id));
  return { changes, urgent: true, last: false };
}

async function standing(store: PersonStore): Promise<Step['after']> {
  const { waiting, attention } = await readOutbox(store);
  return store.connection.run(async (db) => ({
    rows: Object.fromEntries(
      (await db.getAll('records')).map((row) => [row.id, [row.feed, row.version]]),
    ),
    outbox: waiting
      .map((row) => row.change)
      .sort((one, other) => one.number - other.number)
      .map((change) => change.id),
    attention: attention.map((row) => row.id).sort(),
    cursor: ((await db.get('meta', 'cursor')) as string | undefined) ?? null,
  }));
}
