/** Promise 3: call first, write after; what the phone says of the police is what is so. */
import { beforeEach, describe, expect, test } from 'vitest';
import { caseFeed, uuid7, type CallFields } from '../../pwa/src/domain';
import {
  makeChange,
  makeChanges,
  openDraft,
  readCounts,
  readDraft,
  readDraftCalls,
  readFamily,
  readOutbox,
  readRequest,
  readRequests,
  saveDraft,
} from '../../pwa/src/store';
import { offerAgain } from '../../pwa/src/store/outcomes';
import { write } from '../../pwa/src/store/person-store';
import { sayNotSent } from '../../pwa/src/page/reading/not-sent';
import { CASE, aRequest, aPhoneWithTheFamily } from './family';
import { drained, FakeNetwork, type Kit } from './kit';

let kit: Kit;
let request_id: string;

beforeEach(async () => {
  kit = await aPhoneWithTheFamily();
  request_id = uuid7();
});

async function call(changes: Partial<CallFields> = {}): Promise<string> {
  const record_id = uuid7();
  const about = { draft_request_id: request_id, line_key: 'k', number: '101' } as const;
  const started_at = new Date().toISOString();
  const fields = { ...about, called: 'police', outcome: 'attempted', started_at } as const;
  await makeChange(kit.store, { kind: 'log_call', record_id, fields: { ...fields, ...changes } });
  return record_id;
}

const ended = (record_id: string, outcome: 'spoke' | 'no_answer' | 'wrong_number') =>
  makeChange(kit.store, { kind: 'record_call_outcome', record_id, fields: { outcome } });

const raise = (call_ids: string[], changes: object = {}) =>
  makeChange(kit.store, {
    kind: 'raise_request',
    record_id: request_id,
    fields: aRequest({ call_ids, ...changes }),
  });

const said = async () =>
  sayNotSent((await readRequest(kit.store, request_id))?.request, new Date());

describe('a call made before the request was written', () => {
  test('that got through is not denied, and the request is still not sent', async () => {
    const call_id = await call();
    await ended(call_id, 'spoke');
    await raise([call_id]);

    const view = await readRequest(kit.store, request_id);
    expect(view).toMatchObject({ sent: false, urgent_call: 'spoke' });
    expect(view?.calls.map((one) => one.id)).toEqual([call_id]);
    expect(view?.request.fields.police_told).toBeNull();
    expect(await said()).toMatch(
      /^NOT SENT - the request has not reached anyone. You spoke to the police at \d\d:\d\d$/,
    );
    const [listed] = await readRequests(kit.store);
    expect(listed?.fields.urgent_call).toBe('spoke');
    expect((await readFamily(kit.store, CASE))?.requests[0]?.police_spoken_at).not.toBeNull();
  });

  test('is not denied by a page that is locked either', async () => {
    const call_id = await call();
    await ended(call_id, 'spoke');
    await raise([call_id]);
    const known = await readCounts(kit.store); // from what can be read without a key
    expect(known.untold).toBe(1);
    expect(sayNotSent(known, new Date())).toContain('You spoke to the police at');
  });

  test('is claimed by no locked page of another request that a restored server has lost', async () => {
    await makeChange(kit.store, {
      kind: 'raise_request',
      record_id: uuid7(),
      fields: aRequest({}),
    });
    await drained(kit, new FakeNetwork());
    const call_id = await call();
    await ended(call_id, 'spoke');
    await raise([call_id]);

    await write(kit.store, 'strict', (tx) => offerAgain(tx, new Date().toISOString()));

    const known = await readCounts(kit.store);
    expect(known.untold).toBe(2);
    expect(sayNotSent(known, new Date())).toBe('NOT SENT - police have not been told');
  });

  test('that did not get through told nobody', async () => {
    const call_id = await call();
    await raise([call_id]);
    expect(await said()).toBe('NOT SENT - police have not been told');

    await ended(call_id, 'no_answer');

    expect(await said()).toBe('NOT SENT - police have not been told');
    expect(await readRequest(kit.store, request_id)).toMatchObject({ urgent_call: 'no_answer' });
  });

  test('may be said afterwards to have got through, and taken back', async () => {
    const call_id = await call();
    await raise([call_id]);
    await ended(call_id, 'spoke');
    expect(await said()).toContain('You spoke to the police');

    await ended(call_id, 'wrong_number');

    expect(await said()).toBe('NOT SENT - police have not been told');
  });

  test('to the manager is not a call to the police', async () => {
    const call_id = await call({ called: 'manager', outcome: 'spoke' });
    await raise([call_id]);

    expect(await said()).toBe('NOT SENT - police have not been told');
  });

  test('about another family, or not named by the request, is not its call', async () => {
    const other = await call({ case_id: uuid7(), outcome: 'spoke' });
    await call({ outcome: 'spoke' });
    await raise([other]);

    expect((await readRequest(kit.store, request_id))?.calls).toEqual([]);
  });

  test('is offered to the request for half a day', async () => {
    const now = await call();
    await call({ started_at: new Date(Date.now() - 13 * 3_600_000).toISOString() });
    await call({ draft_request_id: uuid7() });

    const calls = await readDraftCalls(kit.store, request_id);
    expect(calls.map((one) => one.id)).toEqual([now]);
  });

  test('stands in the family and waits for nothing', async () => {
    await call({ case_id: CASE });

    const [row] = (await readOutbox(kit.store)).waiting;
    expect(row?.change).toMatchObject({ feed: caseFeed(CASE), depends_on: [] });
  });
});

describe('two tabs on one draft', () => {
  test('have the same record from the moment it is opened', async () => {
    const [one, other] = await Promise.all([
      openDraft(kit.store, 'urgent'),
      openDraft(kit.store, 'urgent'),
    ]);
    await saveDraft(kit.store, 'urgent', { _record_id: uuid7(), what: 'x' });

    expect(one?.fields['_record_id']).toEqual(other?.fields['_record_id']);
    const kept = await readDraft(kit.store, 'urgent');
    expect(kept?.fields).toEqual({ ...one?.fields, what: 'x' });
  });

  test('that save the same request have saved it once', async () => {
    const first = await raise([]);
    const second = await raise([]);

    expect(second).toEqual(first);
    expect((await readOutbox(kit.store)).waiting).toHaveLength(1);
  });

  test('that say different things make one request', async () => {
    await raise([]);
    await raise([], { what_is_happening: 'More.' });

    const requests = await readRequests(kit.store);
    expect(requests.map((one) => one.fields.what_is_happening)).toEqual(['More.']);
  });

  test('lose neither of two notes', async () => {
    const record_id = uuid7();
    const note = (text: string) =>
      ({ kind: 'add_note', record_id, fields: { case_id: CASE, text } }) as const;
    for (const text of ['One', 'One', 'Two']) await makeChanges(kit.store, [note(text)]);

    const notes = (await readFamily(kit.store, CASE))?.notes.map((one) => one.fields.text);
    expect(notes?.sort()).toEqual(['One', 'Two']);
  });
});
