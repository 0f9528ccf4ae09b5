/** A strategy discussion is not the way for this: the area's other way, with a word why (T-01 to T-03). */
import { useCalls } from '../../app/calls';
import { useDraft } from '../../app/use-draft';
import { Choices } from '../../parts/choices';
import { Text } from '../../parts/fields';
import { hardGates } from '../../reading/request-written';
import { common } from '../../words';
import { decide } from '../../words/decide';
import { asking } from '../../words/request-form';
import { Decision, missing } from './decision';
import type { DeedProps } from './deeds';

const { redirect: words } = decide;

interface Redirected {
  gate: string;
  redirect_words: string;
}

export function Redirect({ view: { request }, onDone }: DeedProps) {
  const { profile } = useCalls().calling;
  const form = useDraft<Redirected>(`redirect:${request.id}`, {});
  if (!form) return null;
  const options = hardGates(profile).map(({ code, redirect, words: said }) => ({
    value: code,
    label: asking.gates.instead[redirect] ?? said,
    hint: said,
  }));
  return (
    <Decision
      form={form}
      check={(values) => missing(values, { gate: words.error })}
      changes={({ gate = '', redirect_words }) => [
        {
          kind: 'redirect_request',
          record_id: request.id,
          fields: { gate, words: redirect_words?.trim() || null },
        },
      ]}
      save={words.save}
      onDone={onDone}
    >
      <Choices form={form} name="gate" legend={words.which} options={options} />
      <Text form={form} name="redirect_words" label={common.optional(words.why)} rows={2} />
    </Decision>
  );
}
