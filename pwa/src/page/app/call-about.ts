/** What a call from this address is about: its request, its visit, its family, or what is being written. */
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import type { CallFields } from '../../domain';
import { RECORD_ID, openDraft, readRecord, type PersonStore } from '../../store';
import { askForm, openedFrom, urgentForm } from '../reading/urgent-forms';
import { usePhone } from './phone';
import { follow, readOrSay } from './use-live';

export type CallAbout = Partial<
  Pick<CallFields, 'request_id' | 'draft_request_id' | 'case_id' | 'visit_id'>
>;

/** At once what the address says; a moment later what the phone knows of it. A tap never waits for that. */
export function useCallAbout(): CallAbout {
  const [path] = useLocation();
  const { store, setTrouble } = usePhone();
  const [known, setKnown] = useState<{ path: string; about: CallAbout }>();
  useEffect(() => {
    if (!store) return;
    return follow(
      () => readOrSay(() => readAbout(store, path), setTrouble),
      (about) => about && setKnown({ path, about }),
      ['drafts'],
    );
  }, [store, path]);
  return known?.path === path ? known.about : namedIn(path);
}

async function readAbout(store: PersonStore, path: string): Promise<CallAbout> {
  const about = namedIn(path);
  const form = formOf(path);
  const draft = form ? await openDraft(store, form) : null;
  const record_id = draft?.fields[RECORD_ID];
  return {
    ...about,
    ...(await familyOf(store, path, about)),
    ...(typeof record_id === 'string' ? { draft_request_id: record_id } : {}),
  };
}

/** Of a visit or request the family; of a call all that it was about: the next number is about the same. */
async function familyOf(store: PersonStore, path: string, about: CallAbout): Promise<CallAbout> {
  const [, page, id] = path.split('/');
  const call_id = page === 'calls' ? id : undefined;
  const record_id = about.visit_id ?? about.request_id ?? call_id;
  const fields = record_id ? (await readRecord(store, record_id))?.fields : undefined;
  if (call_id !== undefined) return aboutOf(fields);
  const { case_id } = aboutOf(fields);
  return case_id ? { case_id } : {};
}

/** What a call was about. */
export function aboutOf(fields: unknown): CallAbout {
  const { request_id, draft_request_id, case_id, visit_id } = (fields ?? {}) as Partial<CallFields>;
  return {
    ...(request_id ? { request_id } : {}),
    ...(draft_request_id ? { draft_request_id } : {}),
    ...(case_id ? { case_id } : {}),
    ...(visit_id ? { visit_id } : {}),
  };
}

function namedIn(path: string): CallAbout {
  const form = formOf(path);
  if (form) return aboutOf(openedFrom(form));
  const [, page, id] = path.split('/');
  if (!id) return {};
  if (page === 'requests') return { request_id: id };
  if (page === 'visits') return { visit_id: id };
  return page === 'families' ? { case_id: id } : {};
}

/** The form of an address, urgent or not, and of its call sheet. */
function formOf(path: string): string | null {
  const [, page, kind, id] = path.split('/');
  if (page === 'sheet') return decodeURIComponent(kind ?? '');
  if (page !== 'urgent' && page !== 'ask') return null;
  const name = page === 'ask' ? askForm : urgentForm;
  return name(kind === 'visit' ? { visit_id: id } : kind === 'family' ? { case_id: id } : {});
}
