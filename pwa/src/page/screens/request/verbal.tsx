/** Authority that was given by telephone: written down by the worker, confirmed or refused by the manager. */
import { timeNow } from '../../../domain';
import { useColleagues } from '../../app/use-colleagues';
import { useDraft } from '../../app/use-draft';
import { useManagers } from '../../app/use-managers';
import { useNow } from '../../app/use-now';
import { Choices } from '../../parts/choices';
import { Line, Text } from '../../parts/fields';
import type { Errors } from '../../parts/form';
import { sayWhen } from '../../say-time';
import { common } from '../../words';
import { decide } from '../../words/decide';
import { Decision, missing } from './decision';
import type { DeedProps } from './deeds';

interface Verbal {
  who: string;
  name: string;
  said: string;
}
const OTHER = 'other';

export function RecordVerbal({ view: { request }, onDone }: DeedProps) {
  const { verbal: words } = decide;
  const managers = useManagers(request.fields.team_id);
  const form = useDraft<Verbal>(`verbal:${request.id}`, {});
  if (!form) return null;
  const options = managers.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Decision
      form={form}
      check={verbalErrors}
      changes={(values) => [
        { kind: 'record_verbal_authorisation', record_id: request.id, fields: saidBy(values) },
      ]}
      save={words.save}
      first
      onDone={onDone}
    >
      <p class="govuk-body">{words.hint}</p>
      <Choices
        form={form}
        name="who"
        legend={words.who}
        options={[...options, { value: OTHER, label: words.other }]}
      />
      {form.values.who === OTHER && <Line form={form} name="name" label={words.name} />}
      <Text form={form} name="said" label={common.optional(words.said)} rows={2} />
    </Decision>
  );
}

function verbalErrors({ who, name }: Partial<Verbal>): Errors {
  const { error } = decide.verbal;
  if (!who) return { who: error };
  return who === OTHER && !name?.trim() ? { name: error } : {};
}

function saidBy({ who, name, said }: Partial<Verbal>) {
  const by = who === OTHER ? { manager_name: name?.trim() ?? '' } : { manager_id: who ?? null };
  const words = said?.trim();
  return { ...by, at: timeNow().toISOString(), ...(words ? { words } : {}) };
}

interface Answer {
  confirmed: 'yes' | 'no';
  reason: string;
}

export function ConfirmVerbal({ view: { request }, onDone }: DeedProps) {
  const { confirmVerbal: words } = decide;
  const form = useDraft<Answer>(`confirm-verbal:${request.id}`, {});
  if (!form) return null;
  return (
    <div class="ds-card ds-card--warn">
      <Decision
        form={form}
        check={answerErrors}
        changes={({ confirmed, reason }) => [
          {
            kind: 'confirm_verbal_authorisation',
            record_id: request.id,
            fields: { confirmed: confirmed === 'yes', reason: reason?.trim() || null },
          },
        ]}
        save={words.save}
        first
        onDone={onDone}
      >
        <Told view={{ request }} />
        <Choices
          form={form}
          name="confirmed"
          legend={words.question}
          options={[
            { value: 'yes', label: words.yes },
            { value: 'no', label: words.no },
          ]}
        />
        {form.values.confirmed === 'no' && (
          <Text form={form} name="reason" label={words.reason} rows={2} />
        )}
      </Decision>
    </div>
  );
}

function Told({ view: { request } }: { view: Pick<DeedProps['view'], 'request'> }) {
  const nameOf = useColleagues();
  const now = useNow();
  const { authorisation, raised_by } = request.fields;
  const when = authorisation?.at ? sayWhen(authorisation.at, now) : '';
  return (
    <p class="govuk-body">
      {decide.confirmVerbal.told(nameOf(raised_by ?? request.made_by), when)}
    </p>
  );
}

function answerErrors({ confirmed, reason }: Partial<Answer>): Errors {
  const { error, reasonError } = decide.confirmVerbal;
  return confirmed === 'no'
    ? missing({ reason }, { reason: reasonError })
    : missing({ confirmed }, { confirmed: error });
}
