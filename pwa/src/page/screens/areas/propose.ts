/** A change of the arrangements is proposed, and its page shown: it is not pretended to count. */
import { useLocation } from 'wouter-preact';
import { arrangementsFeed, type PathValues } from '../../../domain';
import { momentOf } from '../../say-time';
import { usePerson } from '../../app/phone';
import type { DraftForm } from '../../app/use-draft';
import { useSave } from '../../app/use-save';
import type { Errors } from '../../parts/form';
import { contact as words } from '../../words/arrangements';

export interface Proposal {
  changes: PathValues;
  note: string;
  effective_from?: string | null;
  roll_back_to?: number;
}

/** Asked with every change. */
export interface Why {
  note: string;
  effective: string;
}

export function usePropose() {
  const { area } = usePerson();
  const save = useSave();
  const [, go] = useLocation();
  return async (record_id: string, proposal: Proposal, form?: string): Promise<void> => {
    const feed = arrangementsFeed(area);
    const change = { kind: 'propose_arrangements', record_id, feed, fields: proposal } as const;
    if (await save([change], form)) go(`/arrangements/changes/${record_id}`);
  };
}

export function whyErrors({ note, effective }: Partial<Why>): Errors {
  const half = Boolean(effective) && momentOf(effective) === null;
  return {
    ...(note?.trim() ? {} : { note: words.errors.note }),
    ...(half ? { effective: words.errors.effective } : {}),
  };
}

/** What the form of a change says of why and from when. */
export const whyOf = <T extends Why>({ values }: DraftForm<T>): Omit<Proposal, 'changes'> => ({
  note: values.note?.trim() ?? '',
  effective_from: momentOf(values.effective),
});
