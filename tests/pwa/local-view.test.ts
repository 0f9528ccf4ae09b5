/** What the phone shows: the pulled copy with the waiting changes over it, and honest about which is which. */
import { beforeEach, describe, expect, test } from 'vitest';
import {
  makeChange,
  readFamilies,
  readFamily,
  readRequest,
  readToday,
  readVisit,
  saveAnswer,
  searchFamilies,
} from '../../pwa/src/store';
import {
  aCheck,
  aRequest,
  aVisit,
  CASE,
  family,
  FEED,
  OLDER,
  YOUNGER,
  aPhoneWithTheFamily,
} from './family';
import { aRecord, NOW, outcomeOf, pageOf, pulled, made, type Kit } from './kit';

const NOTE = '01959e00-1000-7000-8000-00000000000a';

let kit: Kit;
beforeEach(async () => {
  kit = await aPhoneWithTheFamily();
});

test('an edit shows at once, and that it waits', async () => {
  await makeChange(kit.store, {
    kind: 'edit_family',
    record_id: CASE,
    fields: { name: 'Renamed' },
  });

  const view = await readFamily(kit.store, CASE);

  expect(view?.family.fields.name).toBe('Renamed');
  expect(view?.family.fields.address).toBe('1 Sample Street');
  expect(view?.family).toMatchObject({ waiting: 1, only_here: false });
});

test('a settled change stays on screen until the pulled copy has it', async () => {
  const fields = { name: 'Renamed' };
  const change = await made(kit, { kind: 'edit_family', record_id: CASE, fields });
  const outcomes = [outcomeOf(change, { version: 2 })];
  const clock = { offset_ms: 0, measured_at: NOW };
  const answer = { protocol: 1, now: NOW, outcomes, pull: null };
  const shown = async () => (await readFamily(kit.store, CASE))?.family;

  await saveAnswer(kit.store, [change], answer, clock);
  expect(await shown()).toMatchObject({ version: 1, waiting: 0, fields });

  await pulled(kit, pageOf(FEED, [family({ name: 'Since changed by another' }, 3)]));
  expect((await shown())?.fields.name).toBe('Since changed by another');
});

describe('a visit with no signal', () => {
  test('runs from planned to complete, each child counted', async () => {
    const visit_id = await planVisit();
    expect((await readVisit(kit.store, visit_id))?.missing).toEqual([OLDER, YOUNGER]);

    await makeChange(kit.store, {
      kind: 'record_child_seen_check',
      fields: aCheck(visit_id, OLDER),
    });
    expect((await readVisit(kit.store, visit_id))?.missing).toEqual([YOUNGER]);

    await makeChange(kit.store, {
      kind: 'record_child_seen_check',
      fields: aCheck(visit_id, YOUNGER),
    });
    const ended_at = new Date().toISOString();
    await makeChange(kit.store, {
      kind: 'complete_visit',
      record_id: visit_id,
      fields: { ended_at },
    });

    const view = await readVisit(kit.store, visit_id);
    expect(view?.visit.fields).toMatchObject({ status: 'completed', ended_at });
    expect(view?.visit).toMatchObject({ only_here: true, waiting: 2 });
    expect(view?.missing).toEqual([]);
    expect(view?.family?.fields.name).toBe('Example');
  });

  test('stands on Today with the next attempts that are due', async () => {
    const visit_id = await planVisit();
    const declined = { seen_alone: 'no', reason_not_alone: 'child_declined' };
    const fields = aCheck(visit_id, OLDER, {
      ...declined,
      next_attempt_at: '2026-03-03T09:00:00.000Z',
    });
    await makeChange(kit.store, { kind: 'record_child_seen_check', fields });

    const today = await readToday(kit.store);

    expect(today.visits).toMatchObject([{ checked: 1, visit: { id: visit_id } }]);
    expect(today.attempts).toMatchObject([
      { child: { id: OLDER }, due_at: '2026-03-03T09:00:00.000Z' },
    ]);
  });

  async function planVisit(): Promise<string> {
    const fields = aVisit({
      status: 'on_site',
      started_at: new Date().toISOString(),
    });
    return (await made(kit, { kind: 'plan_visit', fields })).record_id;
  }
});

describe('an urgent request with no signal', () => {
  test('is not sent, and a call moves the call only: police are not shown as told', async () => {
    const raised = await makeChange(kit.store, {
      kind: 'raise_request',
      fields: aRequest(),
    });
    if (raised.kind !== 'saved') throw new Error(raised.why);
    const request_id = raised.value.record_id;
    expect(await readRequest(kit.store, request_id)).toMatchObject({
      sent: false,
      urgent_call: 'required',
    });

    const call = {
      request_id,
      line_key: 'k',
      number: '101',
      called: 'police',
      outcome: 'spoke',
    } as const;
    const started_at = new Date().toISOString();
    await makeChange(kit.store, {
      kind: 'log_call',
      fields: { ...call, started_at },
    });

    const view = await readRequest(kit.store, request_id);
    expect(view).toMatchObject({ sent: false, urgent_call: 'spoke' });
    expect(view?.request.fields.police_told).toBeNull();
  });

  test('a decision of the server is never pretended', async () => {
    const raised = await makeChange(kit.store, {
      kind: 'raise_request',
      fields: aRequest(),
    });
    if (raised.kind !== 'saved') throw new Error(raised.why);
    const record_id = raised.value.record_id;

    await makeChange(kit.store, {
      kind: 'authorise_request',
      record_id,
      fields: { checked: true },
    });

    const view = await readRequest(kit.store, record_id);
    expect(view?.request.fields.status).toBe('awaiting_authorisation');
    expect(view?.request.waiting).toBe(2);
  });
});

test('a family is found by any words, accents and case aside', async () => {
  const rows = await readFamilies(kit.store);

  expect(searchFamilies(rows, 'ROBÍN sample')).toHaveLength(1);
  expect(searchFamilies(rows, 'robin elsewhere')).toHaveLength(0);
  expect(rows[0]?.children.map((child) => child.fields.given_name)).toEqual(['Robin', 'Sam']);
});

test('a correction shows the new words and keeps the old ones readable', async () => {
  const note = aRecord('note', NOTE, FEED, { case_id: CASE, text: 'Wrong' });
  await pulled(kit, pageOf(FEED, [family(), note]));

  const fields = { text: 'Right', reason: 'Misheard' };
  await makeChange(kit.store, { kind: 'correct_note', record_id: NOTE, fields });

  const [shown] = (await readFamily(kit.store, CASE))?.notes ?? [];
  expect(shown?.fields.text).toBe('Right');
  expect(shown?.corrections).toMatchObject([{ reason: 'Misheard', before: { text: 'Wrong' } }]);
});
