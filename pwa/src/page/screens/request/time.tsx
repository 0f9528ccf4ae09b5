/** The time is agreed by telephone, and health is brought in (S-03 to S-06). */
import { readColleagues } from '../../../store';
import { useDraft } from '../../app/use-draft';
import { useLive } from '../../app/use-live';
import { Choices, optionsOf } from '../../parts/choices';
import { Line, Text, When } from '../../parts/fields';
import type { Errors } from '../../parts/form';
import { PeopleCalls } from '../../parts/people-calls';
import { timeErrors } from '../../reading/time-form';
import { momentOf } from '../../say-time';
import { common } from '../../words';
import { decide } from '../../words/decide';
import { Decision, missing } from './decision';
import type { DeedProps } from './deeds';

const { time: words } = decide;

interface Agreed {
  agreed_at: string;
  with_name: string;
  with_rank: string;
}

export function AgreeTime({ view: { request }, onDone }: DeedProps) {
  const { police_contact } = request.fields;
  const known = { with_name: police_contact?.name ?? '', with_rank: police_contact?.rank ?? '' };
  const form = useDraft<Agreed>(`agree-time:${request.id}`, known);
  if (!form) return null;
  return (
    <div class="ds-card ds-card--warn">
      <h2 class="govuk-heading-m">{words.agree}</h2>
      <Decision
        form={form}
        check={(values) => ({
          ...timeErrors('agreed_at', values.agreed_at),
          ...missing(values, { with_name: words.withNameError }),
        })}
        changes={(values) => [
          { kind: 'agree_time', record_id: request.id, fields: agreedFields(values) },
        ]}
        save={words.save}
        first
        onDone={onDone}
      >
        <p class="govuk-body">{words.agreeHint}</p>
        <When form={form} name="agreed_at" label={words.when} />
        <Line form={form} name="with_name" label={words.withName} />
        <Line form={form} name="with_rank" label={common.optional(words.withRank)} />
      </Decision>
    </div>
  );
}

function agreedFields({ agreed_at, with_name = '', with_rank }: Partial<Agreed>) {
  const rank = with_rank?.trim();
  return {
    starts_at: momentOf(agreed_at) ?? '',
    with_name: with_name.trim(),
    ...(rank ? { with_rank: rank } : {}),
  };
}

interface Health {
  state: 'accepted' | 'declined' | 'no_answer';
  who: string;
  health_reason: string;
}

export function ArrangeHealth({ view: { request }, onDone }: DeedProps) {
  const form = useDraft<Health>(`health:${request.id}`, {});
  if (!form) return null;
  const { state } = form.values;
  return (
    <div class="ds-card">
      <h2 class="govuk-heading-m">{words.health}</h2>
      <Decision
        form={form}
        check={healthErrors}
        changes={(values) => [
          { kind: 'arrange_health', record_id: request.id, fields: healthFields(values) },
        ]}
        save={words.healthSave}
        first
        onDone={onDone}
      >
        <p class="govuk-body">{words.healthHint}</p>
        <HealthCalls view={{ request }} />
        <Choices
          form={form}
          name="state"
          legend={words.healthState}
          options={optionsOf(words.healthStates)}
        />
        {state === 'accepted' && <Line form={form} name="who" label={words.healthWho} />}
        {state && state !== 'accepted' && (
          <Text form={form} name="health_reason" label={words.healthReason} rows={2} />
        )}
      </Decision>
    </div>
  );
}

/** Those of health who are on this phone, by one tap each. */
function HealthCalls({ view: { request } }: { view: Pick<DeedProps['view'], 'request'> }) {
  const people = [...(useLive(readColleagues)?.values() ?? [])]
    .filter(({ fields }) => fields.role === 'health' && !fields.ended_at)
    .map(({ id, fields }) => ({ id, name: fields.name, phone: fields.phone ?? null }));
  const about = { request_id: request.id, case_id: request.fields.case_id };
  return <PeopleCalls people={people} called="other" about={about} none={words.noHealthNumber} />;
}

function healthErrors(values: Partial<Health>): Errors {
  if (!values.state) return { state: words.healthError };
  return values.state === 'accepted'
    ? missing(values, { who: words.healthWhoError })
    : missing(values, { health_reason: words.healthReasonError });
}

function healthFields({ state = 'no_answer', who, health_reason }: Partial<Health>) {
  const reason = state === 'accepted' ? '' : health_reason?.trim();
  return {
    state,
    ...(who?.trim() ? { who: who.trim() } : {}),
    ...(reason ? { reason } : {}),
  };
}
