/** Everything typed is kept field by field, so that a killed app loses nothing. */
import { read, write, type PersonStore } from './person-store';
import { attempt, type Saved } from './trouble';
import type { Draft } from './tables';

export async function readDraft(store: PersonStore, form: string): Promise<Draft | null> {
  return read(store, async (tx) => (await tx.objectStore('drafts').get(form)) ?? null);
}

export async function readDrafts(store: PersonStore): Promise<Draft[]> {
  return read(store, (tx) => tx.objectStore('drafts').getAll());
}

/** Sets some fields of a form's draft; two tabs on one form keep each other's fields. */
export async function saveDraft(
  store: PersonStore,
  form: string,
  fields: Record<string, unknown>,
): Promise<Saved<Draft>> {
  return attempt(() =>
    write(store, 'strict', async (tx) => {
      const drafts = tx.objectStore('drafts');
      const before = await drafts.get(form);
      const changed_at = new Date().toISOString();
      const draft = { form, fields: { ...before?.fields, ...fields }, changed_at };
      await drafts.put(draft);
      return draft;
    }),
  );
}

export async function deleteDraft(store: PersonStore, form: string): Promise<void> {
  await write(store, 'relaxed', (tx) => tx.objectStore('drafts').delete(form));
}
