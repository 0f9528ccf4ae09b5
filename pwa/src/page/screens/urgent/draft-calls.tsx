/** The calls that were made before the request was written, and go with it. */
import { readDraftCalls, type LocalRecord } from '../../../store';
import { useColleagues } from '../../app/use-colleagues';
import type { DraftForm } from '../../app/use-draft';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { Ticks } from '../../parts/choices';
import type { Form } from '../../parts/form';
import { callLines } from '../../reading/request-lines';
import type { RequestDraft } from '../../reading/request-form';
import { urgent as words } from '../../words';

/** Made from this form, not long ago, about no other family. */
export function useDraftCalls(form: DraftForm<RequestDraft> | null): LocalRecord<'call_log'>[] {
  const id = form?.record_id ?? '';
  const calls = useLive((store) => readDraftCalls(store, id), [id]) ?? [];
  const case_id = form?.values.case_id;
  return calls.filter(({ fields }) => !fields.case_id || fields.case_id === case_id);
}

/** All of them go with it, unless the person says that one is about something else. */
export function DraftCalls({ form }: { form: DraftForm<RequestDraft> }) {
  const now = useNow();
  const nameOf = useColleagues();
  const calls = useDraftCalls(form);
  if (calls.length === 0) return null;
  const ids = calls.map((call) => call.id);
  const { left_out = [] } = form.values;
  const ticked: Form<{ calls: string[] }> = {
    values: { calls: ids.filter((id) => !left_out.includes(id)) },
    errors: {},
    set: (_name, value) =>
      form.set(
        'left_out',
        ids.filter((id) => !value.includes(id)),
      ),
  };
  const lines = callLines(calls, nameOf, now);
  const options = ids.map((value, index) => ({ value, label: lines[index] ?? value }));
  return <Ticks form={ticked} name="calls" legend={words.calls} options={options} />;
}
