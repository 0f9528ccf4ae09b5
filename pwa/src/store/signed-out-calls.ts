/** Calls tapped while nobody is signed in, or while the phone is locked: written at once, asked about later. */
import { uuid7, type CallFields } from '../domain';
import type { DeviceStore } from './device-store';
import type { SignedOutCall } from './device-tables';
import { withLock } from './locks';
import { attempt, type Saved } from './trouble';
import { keepWritten, readable, readWritings, readWritten } from './written';

export async function logSignedOutCall(
  device: DeviceStore,
  fields: CallFields,
  id: string = uuid7(),
): Promise<Saved<string>> {
  const occurred_at = new Date().toISOString();
  const call: SignedOutCall = { id, fields, occurred_at, outcome_fields: {} };
  return attempt(() => keepWritten(device, call));
}

/** What is typed about a signed-out call, field by field, until it is saved or a person says that it is theirs. */
export async function saveSignedOutDraft(
  device: DeviceStore,
  id: string,
  fields: Record<string, unknown>,
): Promise<Saved<boolean>> {
  return changeCall(device, id, (call) => ({ ...call, draft: { ...call.draft, ...fields } }));
}

/** What came of a signed-out call: who answered, or that it was made from another phone. */
export async function saveSignedOutOutcome(
  device: DeviceStore,
  id: string,
  outcome_fields: Record<string, unknown>,
): Promise<Saved<boolean>> {
  return changeCall(device, id, ({ draft: _typed, ...call }) => ({
    ...call,
    outcome_fields: { ...call.outcome_fields, ...outcome_fields },
  }));
}

/** One at a time: two fields typed one after the other do not overwrite each other. */
async function changeCall(
  device: DeviceStore,
  id: string,
  change: (call: SignedOutCall) => SignedOutCall,
): Promise<Saved<boolean>> {
  return attempt(() =>
    withLock('doorstep-signed-out-calls', async () => {
      const call = await readSignedOutCall(device, id);
      if (call) await keepWritten(device, change(call));
      return call !== null;
    }),
  );
}

/** Null also for one that is sealed, unless it was written on this very page. */
export async function readSignedOutCall(
  device: DeviceStore,
  id: string,
): Promise<SignedOutCall | null> {
  const written = await readWritten(device, id);
  return written?.kind === undefined ? written : null;
}

export async function readSignedOutCalls(device: DeviceStore): Promise<SignedOutCall[]> {
  const written = (await readWritings(device)).map((kept) => readable(device, kept));
  return written.filter((one): one is SignedOutCall => one !== null && one.kind === undefined);
}
