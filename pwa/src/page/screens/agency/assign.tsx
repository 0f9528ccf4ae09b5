/** Who at the police has it: a sergeant, or an officer with delegated responsibility whom a sergeant oversees (S-17, S-18). */
import type { Person } from '../../../domain';
import { readColleagues, type LocalRecord } from '../../../store';
import { usePerson } from '../../app/phone';
import { isPolice } from '../../app/roles';
import { useDraft } from '../../app/use-draft';
import { useLive } from '../../app/use-live';
import { Choices } from '../../parts/choices';
import { Line } from '../../parts/fields';
import { written, type Errors } from '../../parts/form';
import { agency as words, common } from '../../words';
import { Decision, missing } from '../request/decision';
import type { DeedProps } from '../request/deeds';

interface Given {
  person_id: string;
  rank: string;
  overseen_by: string;
}

export function AssignOfficer({ view: { request }, onDone }: DeedProps) {
  const person = usePerson();
  const people = officersOf(useLive(readColleagues), person);
  const form = useDraft<Given>(`assign:${request.id}`, knownOf(person));
  if (!form) return null;
  const officer = people.find(({ id }) => id === form.values.person_id);
  const delegated = officer?.role === 'police_delegated_officer';
  return (
    <Decision
      form={form}
      check={(values) => givenErrors(values, delegated)}
      changes={(values) => [
        {
          kind: 'assign_officer',
          record_id: request.id,
          fields: { ...givenFields(values, delegated), name: officer?.name ?? null },
        },
      ]}
      save={words.assignSave}
      onDone={onDone}
    >
      <Choices
        form={form}
        name="person_id"
        legend={words.assignWho}
        options={people.map(({ id, name, role }) => ({
          value: id,
          label: name,
          hint: words.ranks[role],
        }))}
      />
      <Line form={form} name="rank" label={common.optional(words.contactRank)} />
      {delegated && <Line form={form} name="overseen_by" label={words.overseenBy} />}
    </Decision>
  );
}

type Officer = Pick<Person, 'id' | 'name' | 'role'>;

/** A sergeant gives it to anybody of theirs; an officer takes it themselves. */
function officersOf(
  people: Map<string, LocalRecord<'person'>> | undefined,
  person: Person,
): Officer[] {
  const found = [...(people?.values() ?? [])]
    .filter(({ fields }) => isPolice(fields.role) && !fields.ended_at)
    .map(({ id, fields }) => ({ id, name: fields.name, role: fields.role }));
  return person.role === 'police_sergeant' ? found : found.filter(({ id }) => id === person.id);
}

const knownOf = ({ id, name, role }: Person): Partial<Given> =>
  role === 'police_sergeant' ? { overseen_by: name } : { person_id: id };

const givenErrors = (values: Partial<Given>, delegated: boolean): Errors =>
  missing(values, {
    person_id: words.assignErrors.person_id,
    ...(delegated ? { overseen_by: words.assignErrors.overseen_by } : {}),
  });

const givenFields = ({ person_id, rank, overseen_by }: Partial<Given>, delegated: boolean) => ({
  person_id: person_id ?? null,
  rank: written(rank),
  delegated,
  overseen_by: delegated ? (overseen_by?.trim() ?? null) : null,
});
