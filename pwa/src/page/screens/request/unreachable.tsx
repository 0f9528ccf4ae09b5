/** The manager does not answer: it is told, and the head of service hears of it (S-14). */
import { useDraft } from '../../app/use-draft';
import { Text } from '../../parts/fields';
import { decide } from '../../words/decide';
import { Decision, missing } from './decision';
import type { DeedProps } from './deeds';

const { unreachable: words } = decide;

export function Unreachable({ view: { request }, onDone }: DeedProps) {
  const form = useDraft<{ tried: string }>(`unreachable:${request.id}`, {});
  if (!form) return null;
  return (
    <Decision
      form={form}
      check={(values) => missing(values, { tried: words.error })}
      changes={({ tried = '' }) => [
        {
          kind: 'report_manager_unreachable',
          record_id: request.id,
          fields: { words: tried.trim() },
        },
      ]}
      save={words.save}
      onDone={onDone}
    >
      <p class="govuk-body">{words.hint}</p>
      <Text form={form} name="tried" label={words.words} rows={2} />
    </Decision>
  );
}
