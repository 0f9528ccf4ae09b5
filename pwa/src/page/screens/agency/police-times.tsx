/** The police say when: agreed with the manager by telephone, or proposed for somebody else to book (S-03). */
import { timeNow } from '../../../domain';
import { usePerson } from '../../app/phone';
import { useDraft } from '../../app/use-draft';
import { Line, Text, When } from '../../parts/fields';
import { written, type Errors } from '../../parts/form';
import { momentOf } from '../../say-time';
import { agency as words, common } from '../../words';
import { Decision } from '../request/decision';
import type { DeedProps } from '../request/deeds';

interface Time {
  starts_at: string;
  rank: string;
  words: string;
}

export function AgreeTime({ view: { request }, onDone }: DeedProps) {
  const { name } = usePerson();
  const form = useDraft<Time>(`police-agree:${request.id}`, {});
  if (!form) return null;
  const changes = ({ starts_at, rank }: Partial<Time>) => [
    {
      kind: 'agree_time' as const,
      record_id: request.id,
      fields: {
        starts_at: momentOf(starts_at) ?? '',
        with_name: name,
        with_rank: written(rank),
      },
    },
  ];
  return (
    <Decision
      form={form}
      check={timeErrors}
      changes={changes}
      save={words.agreeSave}
      onDone={onDone}
    >
      <p class="govuk-body">{words.agreeHint}</p>
      <When form={form} name="starts_at" label={words.timeWhen} />
      <Line form={form} name="rank" label={common.optional(words.contactRank)} />
    </Decision>
  );
}

export function ProposeTime({ view: { request }, onDone }: DeedProps) {
  const form = useDraft<Time>(`propose:${request.id}`, {});
  if (!form) return null;
  const changes = ({ starts_at, words: said }: Partial<Time>) => [
    {
      kind: 'propose_time' as const,
      record_id: request.id,
      fields: { starts_at: momentOf(starts_at) ?? '', words: written(said) },
    },
  ];
  return (
    <Decision
      form={form}
      check={timeErrors}
      changes={changes}
      save={words.proposeSave}
      onDone={onDone}
    >
      <When form={form} name="starts_at" label={words.timeWhen} />
      <Text form={form} name="words" label={common.optional(words.proposeWords)} rows={2} />
    </Decision>
  );
}

function timeErrors({ starts_at }: Partial<Time>): Errors {
  const at = momentOf(starts_at);
  if (!at) return { starts_at: words.timeErrors.missing };
  return Date.parse(at) < timeNow().getTime() ? { starts_at: words.timeErrors.past } : {};
}
