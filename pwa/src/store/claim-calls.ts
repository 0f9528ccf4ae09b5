/** Calls made while nobody was signed in become the next person's, once. */
import { personFeed, type ChangeFields } from '../domain';
import type { DeviceStore } from './device-store';
import { saveDraft } from './drafts';
import { makeChanges } from './outbox';
import type { PersonStore } from './person-store';
import { read } from './person-store';
import type { SignedOutCall } from './device-tables';
import { readCallsFor } from './signed-out-calls';

/** The change takes the call's id, so that a kill between the two databases cannot log it twice. */
export async function claimSignedOutCalls(
  device: DeviceStore,
  store: PersonStore,
): Promise<number> {
  const calls = await readCallsFor(device, device.vaults.get(store.person.id) ?? null);
  for (const call of calls) {
    if (!(await isClaimed(store, call.id))) {
      await keepAsking(store, call);
      const saved = await makeChanges(store, [changeOf(store, call)]);
      if (saved.kind === 'not-saved') return 0;
    }
    await device.connection.run((db) => db.delete('calls', call.id));
    device.written.delete(call.id);
  }
  return calls.length;
}

/** A call whose end nobody has said is asked about after the sign-in too, with what was typed so far. */
async function keepAsking(store: PersonStore, call: SignedOutCall): Promise<void> {
  const { id, fields, outcome_fields, draft } = call;
  if (draft === undefined && Object.keys(outcome_fields).length > 0) return;
  const { shown, number, started_at, phone_used = 'this' } = fields;
  await saveDraft(store, `call:${id}`, { who: shown ?? number, started_at, phone_used, ...draft });
}

function changeOf(store: PersonStore, call: SignedOutCall) {
  const fields = { outcome: 'attempted', ...call.fields, ...call.outcome_fields };
  return {
    id: call.id,
    kind: 'log_call' as const,
    record_id: call.id,
    feed: personFeed(store.person.id),
    fields: fields as ChangeFields['log_call'],
    occurred_at: call.occurred_at,
  };
}

const isClaimed = (store: PersonStore, id: string): Promise<boolean> =>
  read(store, async (tx) => {
    if ((await tx.kept.outbox.of('id', id)).length > 0) return true;
    return (await tx.kept.sent.has(id)) || (await tx.kept.attention.has(id));
  });
