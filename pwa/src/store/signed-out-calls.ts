/** Calls tapped while nobody is signed in, or while the phone is locked: written at once, claimed later. */
import { uuid7, type CallFields } from '../domain';
import { letterWriter, type Vault } from '../vault';
import type { DeviceStore } from './device-store';
import type { KeptCall, SignedOutCall } from './device-tables';
import { withLock } from './locks';
import { attempt, type Saved } from './trouble';

const about = (id: string): string => `call|${id}`;

export async function logSignedOutCall(
  device: DeviceStore,
  fields: CallFields,
  id: string = uuid7(),
): Promise<Saved<string>> {
  const occurred_at = new Date().toISOString();
  const call: SignedOutCall = { id, fields, occurred_at, outcome_fields: {} };
  return attempt(() => keepCall(device, call));
}

/** What is typed about a signed-out call, field by field, until it is saved or a person claims the call. */
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
      if (call) await keepCall(device, change(call));
      return call !== null;
    }),
  );
}

/** Locked, it is sealed to the vault: who writes it can go on writing, and nobody can read it here. */
async function keepCall(device: DeviceStore, call: SignedOutCall): Promise<string> {
  const { letter, written } = device;
  if (letter === null) return device.connection.run((db) => strictPut(db, call));
  written.set(call.id, call);
  const { person_id, public_key } = letter;
  const { writeLetter } = await letterWriter();
  const sealed = await writeLetter(public_key, about(call.id), call);
  return device.connection.run((db) => strictPut(db, { id: call.id, person_id, letter: sealed }));
}

type Database = Parameters<Parameters<DeviceStore['connection']['run']>[0]>[0];

async function strictPut(db: Database, call: KeptCall): Promise<string> {
  const tx = db.transaction('calls', 'readwrite', { durability: 'strict' });
  await tx.store.put(call);
  await tx.done;
  return call.id;
}

/** Null also for one that is sealed, unless it was written on this very page. */
export async function readSignedOutCall(
  device: DeviceStore,
  id: string,
): Promise<SignedOutCall | null> {
  const kept = await device.connection.run(async (db) => (await db.get('calls', id)) ?? null);
  return kept && readable(device, kept);
}

export async function readSignedOutCalls(device: DeviceStore): Promise<SignedOutCall[]> {
  const kept = await device.connection.run((db) => db.getAll('calls'));
  return kept.map((call) => readable(device, call)).filter((call) => call !== null);
}

const readable = (device: DeviceStore, kept: KeptCall): SignedOutCall | null =>
  'letter' in kept ? (device.written.get(kept.id) ?? null) : kept;

/** After an unlock: those of nobody, and those sealed to this vault. */
export async function readCallsFor(
  device: DeviceStore,
  vault: Vault | null,
): Promise<SignedOutCall[]> {
  const kept = await device.connection.run((db) => db.getAll('calls'));
  const calls = await Promise.all(
    kept.map(async (call) => {
      if (!('letter' in call)) return call;
      if (call.person_id !== vault?.person_id) return null;
      const opened = await vault.readLetter(about(call.id), call.letter);
      return (opened as SignedOutCall | undefined) ?? null;
    }),
  );
  return calls.filter((call) => call !== null);
}
