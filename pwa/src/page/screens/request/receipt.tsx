/** Business support are rung: is it there, and when can the worker meet (W-21). */
import { readColleagues } from '../../../store';
import { useDraft } from '../../app/use-draft';
import { useLive } from '../../app/use-live';
import { Line, Text } from '../../parts/fields';
import { PeopleCalls } from '../../parts/people-calls';
import { common } from '../../words';
import { decide } from '../../words/decide';
import { Decision, missing } from './decision';
import type { DeedProps } from './deeds';

const { receipt: words } = decide;

export function ConfirmReceipt({ view: { request }, onDone }: DeedProps) {
  const people = [...(useLive(readColleagues)?.values() ?? [])]
    .filter(({ fields }) => fields.role === 'business_support' && !fields.ended_at)
    .map(({ id, fields }) => ({ id, name: fields.name, phone: fields.phone ?? null }));
  const form = useDraft<{ answered: string; available: string }>(`receipt:${request.id}`, {});
  if (!form) return null;
  const about = { request_id: request.id, case_id: request.fields.case_id };
  return (
    <div class="ds-card ds-card--warn">
      <h2 class="govuk-heading-m">{words.label}</h2>
      <Decision
        form={form}
        check={(values) => missing(values, { answered: words.error })}
        changes={({ answered = '', available }) => [
          {
            kind: 'confirm_receipt',
            record_id: request.id,
            fields: { words: answered.trim(), availability: available?.trim() || null },
          },
        ]}
        save={words.save}
        first
        onDone={onDone}
      >
        <p class="govuk-body">{words.hint}</p>
        <PeopleCalls people={people} called="other" about={about} none={words.noNumber} />
        <Line form={form} name="answered" label={words.words} />
        <Text form={form} name="available" label={common.optional(words.availability)} rows={2} />
      </Decision>
    </div>
  );
}
