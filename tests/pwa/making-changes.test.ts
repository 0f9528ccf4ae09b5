/** A tap becomes a change: numbered, dated, dependent on what it needs, and on the disk before it is called saved. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { checkIdOf } from '../../pwa/src/domain';
import {
  makeChange,
  makeChanges,
  readDraft,
  readOutbox,
  saveDraft,
  type NewChange,
} from '../../pwa/src/store';
import { aCheck, aRequest, aVisit, CASE, family, FEED, OLDER, theFamily, YOUNGER } from './family';
import { aPhone, DEVICE, pageOf, pulled, reopened, worker, made, type Kit } from './kit';

let kit: Kit;
beforeEach(async () => {
  kit = await aPhone();
});

test('numbers start at 1 and have no gap, also after a restart', async () => {
  const first = await made(kit, {
    kind: 'add_note',
    fields: { case_id: CASE, text: 'One' },
  });
  kit = await reopened(kit);
  const second = await made(kit, {
    kind: 'add_note',
    fields: { case_id: CASE, text: 'Two' },
  });

  expect([first.number, second.number]).toEqual([1, 2]);
  expect(first.device_id).toBe(DEVICE);
});

test('the base version is that of the pulled copy, not of waiting changes', async () => {
  await pulled(kit, pageOf(FEED, [family({}, 7)]));

  const edits = [
    await made(kit, { kind: 'edit_family', record_id: CASE, fields: { name: 'A' } }),
    await made(kit, { kind: 'edit_family', record_id: CASE, fields: { name: 'B' } }),
  ];

  expect(edits.map((change) => change.base_version)).toEqual([7, 7]);
});

describe('where a change goes', () => {
  const notes = { case_id: CASE, text: 'Text' };

  test.each<[NewChange, string]>([
    [
      {
        kind: 'open_case',
        record_id: CASE,
        fields: { name: 'N', address: 'A' },
      },
      FEED,
    ],
    [{ kind: 'add_note', fields: notes }, FEED],
    [{ kind: 'raise_request', record_id: YOUNGER, fields: aRequest() }, `discussion:${YOUNGER}`],
    [{ kind: 'log_call', fields: aCall({ request_id: OLDER }) }, `discussion:${OLDER}`],
    [{ kind: 'log_call', fields: aCall({ case_id: CASE }) }, FEED],
    [{ kind: 'log_call', fields: aCall() }, `person:${worker.id}`],
  ])('%o', async (wanted, feed) => {
    expect((await made(kit, wanted)).feed).toBe(feed);
  });
});

function aCall(changes: object = {}) {
  return {
    line_key: 'sergeant',
    number: '+441632960101',
    called: 'police' as const,
    started_at: '2026-03-02T09:00:00.000Z',
    outcome: 'attempted' as const,
    ...changes,
  };
}

describe('what a change depends on', () => {
  test('a visit made offline goes before its checks, and all of them before its end', async () => {
    await pulled(kit, theFamily());
    const visit = await made(kit, {
      kind: 'plan_visit',
      fields: aVisit({ status: 'on_site' }),
    });
    const check = await made(kit, {
      kind: 'record_child_seen_check',
      fields: aCheck(visit.record_id, OLDER),
    });
    const end = await made(kit, {
      kind: 'complete_visit',
      record_id: visit.record_id,
      fields: { ended_at: '2026-03-02T10:00:00.000Z' },
    });

    expect(check.depends_on).toEqual([visit.id]);
    expect(end.depends_on).toEqual([visit.id, check.id]);
  });

  test('an urgent request never waits for its visit', async () => {
    await pulled(kit, theFamily());
    const visit = await made(kit, {
      kind: 'plan_visit',
      fields: aVisit({ status: 'on_site' }),
    });

    const request = await made(kit, {
      kind: 'raise_request',
      fields: aRequest({ visit_id: visit.record_id }),
    });

    expect(request.depends_on).toEqual([]);
  });

  test('what came of a call goes after the call', async () => {
    const call = await made(kit, { kind: 'log_call', fields: aCall() });

    const outcome = await made(kit, {
      kind: 'record_call_outcome',
      record_id: call.record_id,
      fields: { outcome: 'spoke' },
    });

    expect(outcome.depends_on).toEqual([call.id]);
  });
});

test('two workers checking one child on one visit make one record', async () => {
  const check = await made(kit, {
    kind: 'record_child_seen_check',
    fields: aCheck(CASE, OLDER),
  });

  expect(check.record_id).toBe(checkIdOf(CASE, OLDER));
});

test('the draft goes with the save, in one step', async () => {
  await saveDraft(kit.store, 'note', { text: 'Half' });
  await saveDraft(kit.store, 'note', { visit: 'x' });
  expect((await readDraft(kit.store, 'note'))?.fields).toEqual({
    text: 'Half',
    visit: 'x',
  });

  await makeChange(
    kit.store,
    { kind: 'add_note', fields: { case_id: CASE, text: 'Whole' } },
    'note',
  );

  expect(await readDraft(kit.store, 'note')).toBeNull();
});

test('of several that belong together, all are saved or none, and the draft stays', async () => {
  const wanted: NewChange = {
    kind: 'add_note',
    fields: { case_id: CASE, text: 'One' },
  };
  await saveDraft(kit.store, 'note', { text: 'Half' });
  const adding = vi.spyOn(IDBObjectStore.prototype, 'add');
  adding.mockImplementationOnce(() => {
    throw new DOMException('not storable', 'DataCloneError');
  });

  const saved = await makeChanges(kit.store, [wanted, wanted], 'note');

  adding.mockRestore();

  expect(saved).toEqual({ kind: 'not-saved', why: 'trouble' });
  expect((await readOutbox(kit.store)).waiting).toEqual([]);
  expect(await readDraft(kit.store, 'note')).not.toBeNull();
});

test('a save tried again after a lost connection is saved once', async () => {
  const wanted: NewChange = {
    kind: 'add_note',
    fields: { case_id: CASE, text: 'One' },
    id: OLDER,
  };

  const [first, again] = [await made(kit, wanted), await made(kit, wanted)];

  expect(again).toEqual(first);
  expect((await readOutbox(kit.store)).waiting).toHaveLength(1);
});
