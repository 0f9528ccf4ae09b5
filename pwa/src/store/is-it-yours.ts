/** "Is this yours?": what was written while nobody was asked becomes a change of whoever says yes, once. */
import { personFeed, uuid5, type Change, type ChangeFields } from '../domain';
import type { DeviceStore } from './device-store';
import type { KeptWriting, LockedNote, SignedOutCall, Written } from './device-tables';
import { saveDraft } from './drafts';
import { makeChange, makeChanges, type NewChange } from './outbox';
import { read, type PersonStore, type Reading } from './person-store';
import { announce } from './redraw';
import type { Saved } from './trouble';
import {
  deleteWriting,
  openWriting,
  putWriting,
  readHolders,
  readWritings,
  sealWritten,
  type Holder,
} from './written';

export interface ToAsk {
  /** To be asked about, the oldest first. */
  asked: Written[];
  /** Nobody on this phone said yes: kept, and not sent. */
  aside: Written[];
  /** Sealed to a key of theirs that nobody has any more. */
  lost: number;
}

/** What this person is to be asked: what is sealed to them, and what nobody was signed in for. */
export async function readToAsk(device: DeviceStore, person_id: string): Promise<ToAsk> {
  const vault = device.vaults.get(person_id);
  const found: ToAsk = { asked: [], aside: [], lost: 0 };
  if (!vault) return found;
  for (const kept of await readWritings(device)) {
    if (!isFor(kept, person_id)) continue;
    const written = 'letter' in kept ? await openWriting(vault, kept) : kept;
    if (written === null) found.lost += 1;
    else found[isAside(kept) ? 'aside' : 'asked'].push(written);
  }
  return { ...found, asked: found.asked.sort(byTime), aside: found.aside.sort(byTime) };
}

const isFor = (kept: KeptWriting, person_id: string): boolean =>
  !('letter' in kept) || kept.person_id === person_id;

const isAside = (kept: KeptWriting): boolean => 'letter' in kept && kept.aside === true;

const byTime = (one: Written, other: Written): number =>
  one.occurred_at.localeCompare(other.occurred_at);

/** A call as it is; a note with the family that it is about. */
export type Yes = SignedOutCall | (LockedNote & { case_id: string });

/** The change takes the id of what was written, so that a kill between the two databases cannot make it twice. */
export async function takeAsOwn(
  device: DeviceStore,
  store: PersonStore,
  yes: Yes,
): Promise<Saved<unknown>> {
  const before = await read(store, (tx) => changeMade(tx, yes.id));
  const saved = before ? await addOutcome(store, before, yes) : await makeFirst(store, yes);
  if (saved.kind === 'saved') await deleteWriting(device, yes.id);
  device.written.delete(yes.id);
  announce('drafts');
  announce('outbox');
  return saved;
}

async function makeFirst(store: PersonStore, yes: Yes): Promise<Saved<unknown>> {
  if (yes.kind === undefined) await keepAsking(store, yes);
  return makeChanges(store, [changeOf(store, yes)]);
}

/** A call whose end nobody has said is asked about afterwards too, with what was typed so far. */
async function keepAsking(store: PersonStore, call: SignedOutCall): Promise<void> {
  const { id, fields, outcome_fields, draft } = call;
  if (draft === undefined && Object.keys(outcome_fields).length > 0) return;
  const { shown, number, started_at, phone_used = 'this' } = fields;
  await saveDraft(store, `call:${id}`, { who: shown ?? number, started_at, phone_used, ...draft });
}

function changeOf(store: PersonStore, yes: Yes): NewChange {
  const { id, occurred_at } = yes;
  if (yes.kind === 'note') {
    const { case_id, text } = yes;
    return { id, record_id: id, kind: 'add_note', fields: { case_id, text }, occurred_at };
  }
  const fields = { outcome: 'attempted', ...yes.fields, ...yes.outcome_fields };
  return {
    id,
    record_id: id,
    kind: 'log_call',
    feed: personFeed(store.person.id),
    fields: fields as ChangeFields['log_call'],
    occurred_at,
  };
}

/** Said yes in one tab while another still wrote what came of the call. */
async function addOutcome(store: PersonStore, before: Change, yes: Yes): Promise<Saved<unknown>> {
  const outcome_fields = yes.kind === undefined ? yes.outcome_fields : {};
  const { outcome } = outcome_fields as { outcome?: string };
  const known = (before.fields as { outcome?: string }).outcome;
  if (outcome === undefined || outcome === known) return { kind: 'saved', value: null };
  return makeChange(store, {
    id: uuid5(yes.id, 'outcome'),
    record_id: yes.id,
    kind: 'record_call_outcome',
    fields: outcome_fields as ChangeFields['record_call_outcome'],
  });
}

async function changeMade(tx: Reading, id: string): Promise<Change | undefined> {
  const [waiting] = await tx.rows.outbox.of('id', id);
  const made = waiting ?? (await tx.rows.sent.get(id)) ?? (await tx.rows.attention.get(id));
  return made?.change;
}

/** Sealed for the next person of this phone, who is then asked; with nobody left it is put aside. Who it is for now. */
export async function sayNotMine(
  device: DeviceStore,
  person_id: string,
  written: Written,
): Promise<Holder | null> {
  const kept = (await readWritings(device)).find(({ id }) => id === written.id);
  const before = kept && 'letter' in kept ? (kept.not_by ?? []) : [];
  const not_by = [...new Set([...before, person_id])];
  const holders = await readHolders(device);
  const next = holders.find(({ known }) => !not_by.includes(known.id));
  const own = holders.find(({ known }) => known.id === person_id);
  const to = next ?? own;
  if (!to) return null;
  const sealed = await sealWritten(to.to, written, { not_by, aside: next === undefined });
  await putWriting(device, sealed);
  device.written.delete(written.id);
  announce('outbox');
  return next ?? null;
}

/** Put aside by mistake: it is asked about again. */
export async function askAgain(
  device: DeviceStore,
  person_id: string,
  written: Written,
): Promise<void> {
  const own = (await readHolders(device)).find(({ known }) => known.id === person_id);
  if (own) await putWriting(device, await sealWritten(own.to, written, {}));
  announce('outbox');
}

/** Somebody who was not on this phone before may be whose it is. */
export async function passOnAside(device: DeviceStore, person_id: string): Promise<void> {
  const { aside } = await readToAsk(device, person_id);
  const { length } = await readHolders(device);
  if (aside.length === 0 || length < 2) return;
  for (const written of aside) await sayNotMine(device, person_id, written);
}
