/** Promise 3 in the Outbox and the strip: "not sent", "not taken" and "police not told" only where it is so. */
import { beforeEach, expect, test } from 'vitest';
import { discussionFeed, uuid7 } from '../../pwa/src/domain';
import { lastOpenCall } from '../../pwa/src/page/app/calls';
import { readUrgent } from '../../pwa/src/page/app/waiting-strip';
import { emptyWords } from '../../pwa/src/page/reading/outbox-words';
import { requestLines } from '../../pwa/src/page/reading/request-lines';
import { waitsOn } from '../../pwa/src/page/reading/whose-turn';
import {
  makeChange,
  markAttentionDone,
  readCounts,
  readFamily,
  readOutbox,
  readRequest,
  saveDraft,
} from '../../pwa/src/store';
import { write } from '../../pwa/src/store/person-store';
import { aRequest, CASE, aPhoneWithTheFamily } from './family';
import {
  aRecord,
  drained,
  FakeNetwork,
  pageOf,
  pulled,
  unreachable,
  refusing,
  type Kit,
} from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await aPhoneWithTheFamily();
});

const raise = (record_id: string) =>
  makeChange(kit.store, { kind: 'raise_request', record_id, fields: aRequest() });

test('an urgent request on this phone alone is not told, and its words say who hears next', async () => {
  const id = uuid7();
  await raise(id);

  expect(await readUrgent(kit.store)).toBe('untold');
  const request = (await readRequest(kit.store, id))?.request;
  const file = await readFamily(kit.store, CASE);
  if (!request || !file) throw new Error('not on the phone');
  expect(waitsOn(request)).toContain('Ring the manager');
  const nameOf = () => 'Ann Able';
  const sources = { profile: null, nameOf, now: new Date(), children: file.children };
  const lines = new Map(requestLines(request, sources));
  expect(lines.get('Children')).toContain('Sam Example');
  expect(lines.get('Children')).not.toContain('Robin');
});

test('a change to one that has arrived never says that police have not been told', async () => {
  const id = uuid7();
  const feed = discussionFeed(id);
  const told = { at: '2026-03-02T09:30:00.000Z', by: 'x', how: 'call' };
  const there = aRecord('strategy_request', id, feed, aRequest({ police_told: told }));
  await pulled(kit, pageOf(feed, [there]));
  await makeChange(kit.store, {
    kind: 'edit_request',
    record_id: id,
    fields: { urgent: true, place_now: 'At school' },
  });

  expect(await readUrgent(kit.store)).toBe('change');
  expect(await readCounts(kit.store)).toMatchObject({ untold: 0, urgent_waiting: 1 });
  expect((await readOutbox(kit.store)).waiting).toMatchObject([{ untold: false }]);
});

test('one that the server took, but whose answer was lost, is known by its record', async () => {
  const id = uuid7();
  await raise(id);
  await drained(kit, new FakeNetwork(() => unreachable));
  expect(await readUrgent(kit.store)).toBe('untold');
  const feed = discussionFeed(id);
  await write(kit.store, 'relaxed', async (tx) => {
    tx.rows.records.put(aRecord('strategy_request', id, feed, aRequest()));
  });

  expect(await readUrgent(kit.store)).toBe('change');
});

test('an urgent request that was turned down is said until it was dealt with', async () => {
  const id = uuid7();
  await raise(id);
  await drained(kit, refusing());

  expect(await readUrgent(kit.store)).toBe('refused');
  const [row] = (await readOutbox(kit.store)).attention;
  await markAttentionDone(kit.store, row?.id ?? '');
  expect(await readUrgent(kit.store)).toBe(null);
});

test('a refused change stays listed after it was dealt with, and "all is sent" is not said', async () => {
  await makeChange(kit.store, { kind: 'add_note', fields: { case_id: CASE, text: 'Kept' } });
  await drained(kit, refusing());
  const [row] = (await readOutbox(kit.store)).attention;
  if (!row) throw new Error('not refused');

  await markAttentionDone(kit.store, row.id);

  const view = await readOutbox(kit.store);
  expect(view.attention).toEqual([]);
  expect(view.dealt_with).toMatchObject([{ id: row.id, change: { fields: { text: 'Kept' } } }]);
  expect(view.dealt_with[0]?.done_at).not.toBeNull();
  expect(emptyWords(view)).not.toContain('is sent');
  expect(await readCounts(kit.store)).toMatchObject({ attention: 0, not_taken: 1 });
});

test('with nothing refused, all is sent', async () => {
  expect(emptyWords(await readOutbox(kit.store))).toContain('Everything written');
});

test('once the newer call is recorded, the older open one is asked about', async () => {
  const started_at = '2026-03-02T09:00:00.000Z';
  await saveDraft(kit.store, 'call:older', { who: 'Police line', started_at });
  await new Promise((resolve) => setTimeout(resolve, 2));
  await saveDraft(kit.store, 'call:newer', { who: '101', started_at });

  expect(await lastOpenCall(kit.device, kit.store)).toMatchObject({ id: 'newer' });
  expect(await lastOpenCall(kit.device, kit.store, 'newer')).toMatchObject({ id: 'older' });
});
