/** A request that can wait no longer: why, and then the call. */
import { useCalls } from '../../app/calls';
import { useDraft } from '../../app/use-draft';
import { Choices } from '../../parts/choices';
import { Text } from '../../parts/fields';
import { requests as words, urgent } from '../../words';
import { decide } from '../../words/decide';
import { Decision, missing } from './decision';
import type { DeedProps } from './deeds';

interface Became {
  category: string;
  because: string;
}

export function BecameUrgent({ view: { request }, onDone }: DeedProps) {
  const form = useDraft<Became>(`became-urgent:${request.id}`, {});
  const { profile } = useCalls().calling;
  if (!form) return null;
  const categories = profile?.urgent_categories ?? [];
  const options = categories.map(({ code, label }) => ({ value: code, label }));
  return (
    <Decision
      form={form}
      check={(values) =>
        missing(values, { category: urgent.errors.category, because: decide.urgent.error })
      }
      changes={({ category = '', because = '' }) => [
        {
          kind: 'edit_request',
          record_id: request.id,
          fields: {
            urgent: true,
            category,
            facts: { ...request.fields.facts, became_urgent_because: because.trim() },
          },
        },
      ]}
      save={decide.urgent.save}
      onDone={onDone}
    >
      <Choices form={form} name="category" legend={urgent.category} options={options} />
      <Text form={form} name="because" label={decide.urgent.because} rows={2} />
      <p class="govuk-body">
        {words.callNow}: {decide.urgent.then}
      </p>
    </Decision>
  );
}
