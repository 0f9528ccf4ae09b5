/** Calls: who can be called now, and each tap written down before the dialler opens. */
import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { navigate } from 'wouter-preact/use-hash-location';
import { timeNow, uuid7, type PhoneUsed } from '../../domain';
import {
  attempt,
  listen,
  logSignedOutCall,
  makeChange,
  readCalling,
  readDrafts,
  readSignedOutCalls,
  saveDraft,
  type Calling,
  type DeviceStore,
  type PersonStore,
  type Saved,
  type StorageTrouble,
} from '../../store';
import { callsNow, type CallList, type CallTarget } from '../reading/calls';
import type { CallAbout } from './call-about';
import { usePhone } from './phone';
import { useNow } from './use-now';
import { usePageFailed } from './use-page-failed';

export interface OpenCall {
  id: string;
  who: string;
  started_at: string;
}

interface Calls {
  demo: boolean;
  now: Date;
  calling: Calling;
  list: CallList;
  /** The same once the manager was paged and did not answer. */
  list_after_page: CallList;
  /** The last call that nobody has said the end of. */
  open: OpenCall | null;
  /** Returns the id of the call, at once. */
  recordTap(target: CallTarget, about?: CallAbout, phone_used?: PhoneUsed): string;
  closeCall(id: string): void;
}

const CallsContext = createContext<Calls | null>(null);

export function useCalls(): Calls {
  const calls = useContext(CallsContext);
  if (!calls) throw new Error('a call button outside the phone');
  return calls;
}

const nothing: Calling = { profile: null, lines: [], role: null, kept_at: null };

export function CallsProvider({ children }: { children: ComponentChildren }) {
  const { device, store, demo, sync, setTrouble } = usePhone();
  const [edge, setEdge] = useState<string | null>(null);
  const now = useNow(20_000, edge);
  const calling = useCalling(device, `${sync.activity} ${sync.last_contact_at}`);
  const page_failed = usePageFailed(now);
  const [open, setOpen] = useOpenCall(device, store);
  useReturnFromDialler(open);
  const value = useMemo(() => {
    const { lines, profile } = calling;
    const role = store?.person.role ?? calling.role;
    return {
      demo,
      now,
      calling,
      list: callsNow({ lines, profile, role, now, demo, page_failed }),
      list_after_page: callsNow({ lines, profile, role, now, demo, page_failed: true }),
      open,
      recordTap: (target: CallTarget, about: CallAbout = {}, phone_used: PhoneUsed = 'this') => {
        const call = writeTap(device, store, { target, about, phone_used, setTrouble });
        setOpen(call);
        return call.id;
      },
      closeCall: (id: string) => {
        setOpen((old) => (old?.id === id ? null : old));
        void attempt(() => lastOpenCall(device, store, id)).then(
          (older) => older.kind === 'saved' && setOpen((old) => old ?? older.value),
        );
      },
    };
  }, [calling, demo, now, open, device, store, setTrouble, page_failed]);
  useEffect(() => setEdge(value.list.until), [value.list.until]);
  return <CallsContext.Provider value={value}>{children}</CallsContext.Provider>;
}

/** Starts the writing and returns at once: nothing may stand between a tap and the dialler. */
interface Tap {
  target: CallTarget;
  about: CallAbout;
  phone_used: PhoneUsed;
  setTrouble(trouble: StorageTrouble): void;
}

function writeTap(
  device: DeviceStore,
  store: PersonStore | null,
  { target, about, phone_used, setTrouble }: Tap,
): OpenCall {
  const id = uuid7();
  const started_at = timeNow().toISOString();
  const { key: line_key, number, shown, called, name } = target;
  const fields = {
    ...about,
    line_key,
    number: number ?? shown,
    shown,
    called,
    started_at,
    phone_used,
  };
  const sayIfLost = (saved: Saved<unknown>) => {
    if (saved.kind === 'not-saved') setTrouble(saved.why);
  };
  if (store) {
    void makeChange(store, {
      kind: 'log_call',
      record_id: id,
      fields: { ...fields, outcome: 'attempted' },
    }).then(sayIfLost);
    void saveDraft(store, callForm(id), { who: name, started_at, phone_used }).then(sayIfLost);
  } else {
    void logSignedOutCall(device, fields, id).then(sayIfLost);
  }
  return { id, who: name, started_at };
}

export const callForm = (id: string): string => `call:${id}`;

/** Read again after each contact: the numbers are copied to the device when a pull has ended. */
function useCalling(device: DeviceStore, contact: string): Calling {
  const [calling, setCalling] = useState(nothing);
  useEffect(() => {
    const read = () =>
      void attempt(() => readCalling(device)).then(
        (known) => known.kind === 'saved' && setCalling(known.value),
      );
    read();
    return listen((topic) => {
      if (topic === 'records' || topic === 'device') read();
    });
  }, [device, contact]);
  return calling;
}

function useOpenCall(device: DeviceStore, store: PersonStore | null) {
  const state = useState<OpenCall | null>(null);
  useEffect(() => {
    const read = (show: (last: OpenCall | null) => void) =>
      void attempt(() => lastOpenCall(device, store)).then(
        (last) => last.kind === 'saved' && show(last.value),
      );
    read(state[1]);
    return listen((topic) => {
      if (topic === 'drafts') read((last) => state[1](orIs(last)));
    });
  }, [device, store]);
  return state;
}

/** One that was made while locked becomes this person's, and is asked about, when they say that it is theirs. */
const orIs = (last: OpenCall | null) => (open: OpenCall | null) => open ?? last;

/** After a kill, and after a later call was recorded: a call whose end nobody has said is asked about again. */
export async function lastOpenCall(
  device: DeviceStore,
  store: PersonStore | null,
  but_not?: string,
): Promise<OpenCall | null> {
  if (store) {
    const drafts = (await readDrafts(store)).filter(
      ({ form, fields }) =>
        form.startsWith('call:') && form !== callForm(but_not ?? '') && fields['who'],
    );
    const last = drafts.sort((a, b) => a.changed_at.localeCompare(b.changed_at)).at(-1);
    if (!last) return null;
    return {
      id: last.form.slice(5),
      who: String(last.fields['who']),
      started_at: String(last.fields['started_at']),
    };
  }
  const calls = await readSignedOutCalls(device);
  const last = calls
    .filter((call) => call.id !== but_not && Object.keys(call.outcome_fields).length === 0)
    .at(-1);
  return last
    ? {
        id: last.id,
        who: last.fields.shown ?? last.fields.number,
        started_at: last.fields.started_at,
      }
    : null;
}

/** The page was hidden by the dialler and is back: ask what happened. */
function useReturnFromDialler(open: OpenCall | null): void {
  const [here] = useState(() => ({ tapped: null as string | null, left: false }));
  useEffect(() => {
    if (open && timeNow().getTime() - Date.parse(open.started_at) < 5000)
      Object.assign(here, { tapped: open.id, left: false });
    const look = () => {
      if (document.hidden) here.left = here.tapped !== null;
      else if (here.left && here.tapped) {
        navigate(`/calls/${here.tapped}`);
        Object.assign(here, { tapped: null, left: false });
      }
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [open]);
}
