/** T-12: who paged the manager in vain is not asked to page again first. */
import { beforeEach, expect, test } from 'vitest';
import { uuid7, type CallOutcome } from '../../pwa/src/domain';
import { makeChange, readFailedPage } from '../../pwa/src/store';
import { aPhoneWithTheFamily } from './family';
import { type Kit } from './kit';

let kit: Kit;
const AT = '2026-11-22T18:40:00.000Z';

beforeEach(async () => {
  kit = await aPhoneWithTheFamily();
});

const call = (called: 'manager' | 'police', outcome: CallOutcome, started_at = AT) =>
  makeChange(kit.store, {
    kind: 'log_call',
    record_id: uuid7(),
    fields: { line_key: 'k', number: '101', called, outcome, started_at },
  });

test.each(['no_answer', 'wrong_number'] as const)('a page that ended in %s', async (outcome) => {
  await call('manager', outcome);

  expect(await readFailedPage(kit.store)).toBe(AT);
});

test('a page that was answered later is no failed one', async () => {
  await call('manager', 'no_answer');
  await call('manager', 'spoke', '2026-11-22T18:45:00.000Z');

  expect(await readFailedPage(kit.store)).toBeNull();
});

test('a page under way, and calls to others, say nothing', async () => {
  await call('manager', 'attempted');
  await call('police', 'no_answer');

  expect(await readFailedPage(kit.store)).toBeNull();
});
