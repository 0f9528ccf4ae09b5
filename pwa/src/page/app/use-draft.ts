/** A form whose every field is kept as it is typed, and comes back after the app was killed. */
import { useEffect, useState } from 'preact/hooks';
import { deleteDraft, readDraft, readDrafts, saveDraft } from '../../store';
import type { Errors, Form } from '../parts/form';
import { usePhone, useStore } from './phone';

export interface DraftForm<T extends object> extends Form<T> {
  name: string;
  /** When what is shown was last typed, if it was there on arrival. */
  restored_at: string | null;
  /** When the form was first written in. */
  begun_at: string;
  setErrors(errors: Errors): void;
  clear(): void;
}

interface Kept<T> {
  name: string;
  values: Partial<T>;
  restored_at: string | null;
  begun_at: string;
}

const BEGUN = '_begun_at';

/** Null until the phone has said whether there was something to restore. */
export function useDraft<T extends object>(name: string, initial: Partial<T>): DraftForm<T> | null {
  const [kept, setKept] = useKept(name, initial);
  const [errors, setErrors] = useState<Errors>({});
  const keep = useKeep(name, kept?.begun_at);
  const store = useStore();
  useEffect(() => setErrors({}), [name]);
  if (kept?.name !== name) return null;
  const set: DraftForm<T>['set'] = (field, value) => {
    setKept((old) => old && { ...old, values: { ...old.values, [field]: value } });
    void keep({ [field]: value });
  };
  const clear = () => {
    setKept(keptFrom(name, initial, null));
    setErrors({});
    void deleteDraft(store, name);
  };
  return { ...kept, errors, setErrors, set, clear };
}

function useKept<T extends object>(name: string, initial: Partial<T>) {
  const store = useStore();
  const state = useState<Kept<T> | null>(null);
  useEffect(() => {
    void readDraft(store, name).then((draft) => state[1](keptFrom(name, initial, draft)));
  }, [store, name]);
  return state;
}

/** Each field is written as it is typed; while it is, a new version of the app waits. */
function useKeep(name: string, begun_at: string | undefined) {
  const store = useStore();
  const { setTrouble, updates } = usePhone();
  const [dirty, setDirty] = useState(false);
  useEffect(() => {
    if (!dirty) return;
    updates.formOpened();
    return () => updates.formClosed();
  }, [dirty, updates]);
  return async (fields: Record<string, unknown>) => {
    setDirty(true);
    const saved = await saveDraft(store, name, { [BEGUN]: begun_at, ...fields });
    if (saved.kind === 'not-saved') setTrouble(saved.why);
  };
}

type Draft = Awaited<ReturnType<typeof readDraft>>;

/** Typed before this page was opened: the app was killed or closed since. */
const isFromBefore = (changed_at: string): boolean =>
  Date.parse(changed_at) < performance.timeOrigin;

function keptFrom<T extends object>(name: string, initial: Partial<T>, draft: Draft): Kept<T> {
  const { [BEGUN]: begun, ...fields } = draft?.fields ?? {};
  return {
    name,
    values: { ...initial, ...(fields as Partial<T>) },
    restored_at: draft && isFromBefore(draft.changed_at) ? draft.changed_at : null,
    begun_at: typeof begun === 'string' ? begun : new Date().toISOString(),
  };
}

/** The forms that hold something not saved yet. */
export function useDraftNames(): ReadonlySet<string> {
  const store = useStore();
  const [names, setNames] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    void readDrafts(store).then((drafts) => setNames(new Set(drafts.map((draft) => draft.form))));
  }, [store]);
  return names;
}
