/** What an agency answers about a request that is to be cancelled, or that runs late. */
import type { Party } from '../../../domain';
import { usePerson } from '../../app/phone';
import { isPolice } from '../../app/roles';
import { useDraft } from '../../app/use-draft';
import { Choices, optionsOf } from '../../parts/choices';
import { Line, Text } from '../../parts/fields';
import { written, type Errors } from '../../parts/form';
import { minutesOf } from '../../reading/booking';
import { agency as words, common } from '../../words';
import { Decision, missing } from '../request/decision';
import type { DeedProps } from '../request/deeds';

interface Answer {
  agreed: 'yes' | 'no';
  reason: string;
}

/** It is cancelled when social care, the police and health have all agreed (T-15). */
export function AgreeCancellation({ view: { request }, onDone }: DeedProps) {
  const { name, role } = usePerson();
  const form = useDraft<Answer>(`agree-cancellation:${request.id}`, {});
  if (!form) return null;
  const party: Party = isPolice(role) ? 'police' : 'health';
  const { cancellation } = request.fields;
  return (
    <div class="ds-card ds-card--warn">
      <h2 class="govuk-heading-m">{words.cancellation}</h2>
      {cancellation && <p class="govuk-body ds-words">{words.because(cancellation.reason)}</p>}
      <Decision
        form={form}
        check={answerErrors}
        changes={(values) => answerOf(request, party, name, values)}
        save={words.cancellationSave}
        first
        onDone={onDone}
      >
        <Choices
          form={form}
          name="agreed"
          legend={words.cancellationAgree}
          options={optionsOf(words.cancellationAnswers)}
        />
        <Text form={form} name="reason" label={words.cancellationReason} rows={2} />
      </Decision>
    </div>
  );
}

const answerOf = (
  { id }: DeedProps['view']['request'],
  party: Party,
  name: string,
  { agreed, reason }: Partial<Answer>,
) => [
  {
    kind: 'agree_cancellation' as const,
    record_id: id,
    fields: { party, agreed: agreed === 'yes', name, how: 'in_app', reason: written(reason) },
  },
];

const answerErrors = (values: Partial<Answer>): Errors =>
  missing(values, {
    agreed: words.cancellationErrors.agreed,
    ...(values.agreed === 'no' ? { reason: words.cancellationErrors.reason } : {}),
  });

interface Late {
  minutes: string;
  words: string;
}

/** The one before it takes longer: the manager and the worker hear of it (N-40). */
export function ReportOverrun({ view: { request }, onDone }: DeedProps) {
  const form = useDraft<Late>(`overrun:${request.id}`, {});
  if (!form) return null;
  return (
    <Decision
      form={form}
      check={({ minutes }) => (minutesOf(minutes) ? {} : { minutes: words.overrunError })}
      changes={({ minutes, words: said }) => [
        {
          kind: 'report_overrun',
          record_id: request.id,
          fields: { minutes: minutesOf(minutes) ?? 0, words: written(said) },
        },
      ]}
      save={words.overrunSave}
      onDone={onDone}
    >
      <Line form={form} name="minutes" label={words.overrunMinutes} />
      <Text form={form} name="words" label={common.optional(words.overrunWords)} rows={2} />
    </Decision>
  );
}
