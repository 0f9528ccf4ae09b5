/** Once it was sent, a request is cancelled: one asks, and the area's parties agree (T-13 to T-15). */
import { useDraft } from '../../app/use-draft';
import { Choices } from '../../parts/choices';
import { Text } from '../../parts/fields';
import type { Errors } from '../../parts/form';
import { decide } from '../../words/decide';
import { Decision, missing } from './decision';
import type { DeedProps } from './deeds';

const { cancel: words } = decide;

export function AskCancel({ view: { request }, onDone }: DeedProps) {
  const form = useDraft<{ cancel_why: string }>(`cancel:${request.id}`, {});
  if (!form) return null;
  return (
    <Decision
      form={form}
      check={(values) => missing(values, { cancel_why: words.error })}
      changes={({ cancel_why = '' }) => [
        {
          kind: 'request_cancellation',
          record_id: request.id,
          fields: { reason: cancel_why.trim() },
        },
      ]}
      save={words.save}
      onDone={onDone}
    >
      <Text form={form} name="cancel_why" label={words.why} hint={words.hint} rows={3} />
    </Decision>
  );
}

interface Answer {
  agreed: 'yes' | 'no';
  go_on: string;
}

/** The team manager's own answer; police and health give theirs at their desks. */
export function AgreeCancel({ view: { request }, onDone }: DeedProps) {
  const form = useDraft<Answer>(`agree-cancel:${request.id}`, {});
  if (!form) return null;
  return (
    <div class="ds-card ds-card--warn">
      <Decision
        form={form}
        check={answerErrors}
        changes={({ agreed, go_on }) => [
          {
            kind: 'agree_cancellation',
            record_id: request.id,
            fields: {
              party: 'csc_team_manager',
              agreed: agreed === 'yes',
              ...(go_on?.trim() ? { reason: go_on.trim() } : {}),
            },
          },
        ]}
        save={words.agreeSave}
        first
        onDone={onDone}
      >
        <Choices form={form} name="agreed" legend={words.question} options={answers} />
        {form.values.agreed === 'no' && (
          <Text form={form} name="go_on" label={words.reason} rows={2} />
        )}
      </Decision>
    </div>
  );
}

const answers = [
  { value: 'yes', label: words.yes },
  { value: 'no', label: words.no },
];

const answerErrors = ({ agreed, go_on }: Partial<Answer>): Errors =>
  agreed === 'no'
    ? missing({ go_on }, { go_on: words.reasonError })
    : missing({ agreed }, { agreed: words.answerError });
