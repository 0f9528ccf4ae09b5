/** What an administrator writes of somebody: who they are, what they do, in which team. */
import type { NewPerson, Role } from '../../../domain';
import type { LocalRecord } from '../../../store';
import { Choices, optionsOf } from '../../parts/choices';
import { Line } from '../../parts/fields';
import type { Errors, Form } from '../../parts/form';
import { signIn } from '../../words';
import { people as words } from '../../words/staff';

export interface PersonDraft {
  email: string;
  name: string;
  role: string;
  team_id: string;
  phone: string;
}

const NO_TEAM = 'none';
const in_a_team: readonly string[] = ['social_worker', 'aswp', 'team_manager'];

export function PersonQuestions({
  form,
  teams,
}: {
  form: Form<PersonDraft>;
  teams: readonly LocalRecord<'team'>[];
}) {
  const { form: labels } = words;
  const options = teams.map(({ id, fields }) => ({ value: id, label: fields.name }));
  const none = { value: NO_TEAM, label: labels.noTeam };
  return (
    <>
      <Line form={form} name="name" label={labels.name} />
      <Choices form={form} name="role" legend={labels.role} options={optionsOf(signIn.roles)} />
      <Choices form={form} name="team_id" legend={labels.team} options={[...options, none]} />
      <Line form={form} name="phone" label={labels.phone} type="tel" />
    </>
  );
}

export function personErrors({ name, role, team_id }: Partial<PersonDraft>): Errors {
  const { errors } = words;
  const needs_team = in_a_team.includes(role ?? '') && (!team_id || team_id === NO_TEAM);
  return {
    ...(name?.trim() ? {} : { name: errors.name }),
    ...(role ? {} : { role: errors.role }),
    ...(needs_team ? { team_id: errors.team } : {}),
  };
}

export const writtenOf = (values: Partial<PersonDraft>): Omit<NewPerson, 'email'> => ({
  name: values.name?.trim() ?? '',
  role: values.role as Role,
  team_id: values.team_id && values.team_id !== NO_TEAM ? values.team_id : null,
  phone: values.phone?.trim() || null,
});

export const draftOf = ({ fields }: LocalRecord<'account'>): Partial<PersonDraft> => ({
  name: fields.name,
  role: fields.role,
  team_id: fields.team_id ?? NO_TEAM,
  phone: fields.phone ?? '',
});
