/** The manager does not answer: the next one and the head of service by one tap each, and it is told. */
import { readColleagues } from '../../../store';
import { useDraft } from '../../app/use-draft';
import { useLive } from '../../app/use-live';
import { useManagers } from '../../app/use-managers';
import { Text } from '../../parts/fields';
import { PeopleCalls, type CallablePerson } from '../../parts/people-calls';
import { decide } from '../../words/decide';
import { asking } from '../../words/request-form';
import { signIn } from '../../words';
import { Decision, missing } from './decision';
import type { DeedProps } from './deeds';

const { unreachable: words } = decide;

export function Unreachable({ view: { request }, onDone }: DeedProps) {
  const people = useNextUp(request.fields.team_id);
  const form = useDraft<{ tried: string }>(`unreachable:${request.id}`, {});
  if (!form) return null;
  const about = { request_id: request.id, case_id: request.fields.case_id };
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
      <PeopleCalls people={people} called="manager" about={about} none={words.none} />
      <Text form={form} name="tried" label={words.words} rows={2} />
    </Decision>
  );
}

/** The managers of the team and of the area, then the head of service. */
function useNextUp(team_id: string | null | undefined): CallablePerson[] {
  const managers = useManagers(team_id);
  const people = [...(useLive(readColleagues)?.values() ?? [])];
  const heads = people.filter(
    ({ fields }) => fields.role === 'head_of_service' && !fields.ended_at,
  );
  return [
    ...managers.map((one) => ({ ...one, said: asking.manager.presence[one.presence] })),
    ...heads.map(({ id, fields }) => ({
      id,
      name: fields.name,
      phone: fields.phone ?? null,
      said: signIn.roles.head_of_service,
    })),
  ];
}
