/** Everything typed is kept field by field, so that a killed app loses nothing. */
import { uuid7, timeNow } from '../domain';
import { read, write, type PersonStore } from './person-store';
import { announce } from './redraw';
import { attempt, type Saved } from './trouble';
import type { Draft } from './tables';

export async function readDraft(store: PersonStore, form: string): Promise<Draft | null> {
  return read(store, async (tx) => (await tx.rows.drafts.get(form)) ?? null);
}

export async function readDrafts(store: PersonStore): Promise<Draft[]> {
  return read(store, (tx) => tx.rows.drafts.getAll());
}

/** A name that begins so is set once: whichever tab was first, both are of the same record. */
const ONCE = '_';
export const RECORD_ID = '_record_id';

/** The draft, with the id that its record will have; made now if there is none. */
export async function openDraft(store: PersonStore, form: string): Promise<Draft | null> {
  const opened = await attempt(() =>
    write(store, 'strict', async (tx) => {
      const drafts = tx.rows.drafts;
      const before = await drafts.get(form);
      if (before?.fields[RECORD_ID] !== undefined) return before;
      const changed_at = before?.changed_at ?? timeNow().toISOString();
      const fields = { ...before?.fields, [RECORD_ID]: uuid7() };
      drafts.put({ form, fields, changed_at });
      return { form, fields, changed_at };
    }),
  );
  return opened.kind === 'saved' ? opened.value : readDraft(store, form);
}

/** Whether anything was typed in it. */
export const isWritten = (draft: Draft): boolean =>
  Object.keys(draft.fields).some((name) => !name.startsWith(ONCE));

/** Sets some fields of a form's draft; two tabs on one form keep each other's fields. */
export async function saveDraft(
  store: PersonStore,
  form: string,
  fields: Record<string, unknown>,
): Promise<Saved<Draft>> {
  return attempt(() =>
    write(store, 'strict', async (tx) => {
      const drafts = tx.rows.drafts;
      const before = await drafts.get(form);
      const changed_at = timeNow().toISOString();
      const draft = { form, fields: { ...before?.fields, ...fields, ...once(before) }, changed_at };
      drafts.put(draft);
      return draft;
    }),
  );
}

const once = (before: Draft | undefined): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(before?.fields ?? {}).filter(([name]) => name.startsWith(ONCE)),
  );

export async function deleteDraft(store: PersonStore, form: string): Promise<void> {
  await write(store, 'relaxed', async (tx) => {
    tx.rows.drafts.delete(form);
  });
  announce('drafts');
}
