/** A form whose every field is kept as it is typed, and comes back after the app was killed. */
import { useEffect, useState } from 'preact/hooks';
import { uuid7, timeNow } from '../../domain';
import { RECORD_ID, deleteDraft, isWritten, readDraft, readDrafts, saveDraft } from '../../store';
import type { Errors, Form } from '../parts/form';
import { usePhone, useStore } from './phone';
import { readOrSay } from './use-live';

export interface DraftForm<T extends object> extends Form<T> {
  name: string;
  /** Of what the form makes: saved twice, from two tabs, it is the same record. */
  record_id: string;
  /** When what is shown was last typed, if it was there on arrival. */
  restored_at: string | null;
  /** When the form was first written in. */
  begun_at: string;
  setErrors(errors: Errors): void;
  clear(): void;
}

interface Kept<T> {
  name: string;
  record_id: string;
  values: Partial<T>;
  restored_at: string | null;
  begun_at: string;
}

const BEGUN = '_begun_at';

/** Null until the phone has said whether there was something to restore. */
export function useDraft<T extends object>(
  name: string,
  initial: Partial<T>,
  open = readDraft,
): DraftForm<T> | null {
  const [kept, setKept] = useKept(name, initial, open);
  const [errors, setErrors] = useErrors(kept?.record_id);
  const keep = useKeep(kept, setKept);
  const store = useStore();
  if (kept?.name !== name) return null;
  const set: DraftForm<T>['set'] = (field, value) => {
    setKept((old) => old && { ...old, values: { ...old.values, [field]: value } });
    void keep({ [field]: value });
  };
  const clear = () => {
    setKept(keptFrom(name, initial, null));
    void deleteDraft(store, name);
  };
  return { ...kept, errors, setErrors, set, clear };
}

/** Of this form: another one, or the same begun again, has none. */
function useErrors(record_id: string | undefined) {
  const state = useState<Errors>({});
  useEffect(() => state[1]({}), [record_id]);
  return state;
}

function useKept<T extends object>(name: string, initial: Partial<T>, open: typeof readDraft) {
  const store = useStore();
  const { setTrouble } = usePhone();
  const state = useState<Kept<T> | null>(null);
  useEffect(() => {
    void readOrSay(() => open(store, name), setTrouble).then((draft) =>
      state[1](keptFrom(name, initial, draft ?? null)),
    );
  }, [store, name]);
  return state;
}

/** Another tab may have been first. (What was begun again meanwhile has an id of its own.) */
const withId =
  <T>(sent: string, { fields }: NonNullable<Draft>) =>
  (old: Kept<T> | null): Kept<T> | null => {
    const known = fields[RECORD_ID];
    const is_other = typeof known === 'string' && known !== sent;
    return old?.record_id === sent && is_other ? { ...old, record_id: known } : old;
  };

type StateUpdater<T> = (change: (old: Kept<T> | null) => Kept<T> | null) => void;

/** Each field is written as it is typed; while it is, a new version of the app waits. */
function useKeep<T>(kept: Kept<T> | null, setKept: StateUpdater<T>) {
  const store = useStore();
  const { setTrouble, updates } = usePhone();
  const [dirty, setDirty] = useState(false);
  useEffect(() => {
    if (!dirty) return;
    updates.formOpened();
    return () => updates.formClosed();
  }, [dirty, updates]);
  return async (fields: Record<string, unknown>) => {
    if (!kept) return;
    setDirty(true);
    const { name, begun_at, record_id } = kept;
    const own = { [BEGUN]: begun_at, [RECORD_ID]: record_id };
    const saved = await saveDraft(store, name, { ...own, ...fields });
    if (saved.kind === 'not-saved') return setTrouble(saved.why);
    setKept(withId(record_id, saved.value));
  };
}

type Draft = Awaited<ReturnType<typeof readDraft>>;

/** Typed before this page was opened: the app was killed or closed since. */
const isFromBefore = (changed_at: string): boolean =>
  Date.parse(changed_at) < timeNow(new Date(performance.timeOrigin)).getTime();

function keptFrom<T extends object>(name: string, initial: Partial<T>, draft: Draft): Kept<T> {
  const { [BEGUN]: begun, [RECORD_ID]: known, ...fields } = draft?.fields ?? {};
  return {
    name,
    record_id: typeof known === 'string' ? known : uuid7(),
    values: { ...initial, ...(fields as Partial<T>) },
    restored_at:
      draft && isWritten(draft) && isFromBefore(draft.changed_at) ? draft.changed_at : null,
    begun_at: typeof begun === 'string' ? begun : timeNow().toISOString(),
  };
}

/** The forms that hold something not saved yet. */
export function useDraftNames(): ReadonlySet<string> {
  const store = useStore();
  const { setTrouble } = usePhone();
  const [names, setNames] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    void readOrSay(() => readDrafts(store), setTrouble).then((drafts = []) =>
      setNames(new Set(drafts.map((draft) => draft.form))),
    );
  }, [store]);
  return names;
}
