/** Name, role, team, number: what is different counts from the person's next contact. */
import { readTeams, type LocalRecord } from '../../../store';
import { useDraft } from '../../app/use-draft';
import { useLive } from '../../app/use-live';
import { useSave } from '../../app/use-save';
import { ErrorSummary } from '../../parts/error-summary';
import { Restored } from '../../parts/restored';
import { people as words } from '../../words/staff';
import { draftOf, personErrors, PersonQuestions, writtenOf, type PersonDraft } from './person-form';

export function ChangePerson({ account }: { account: LocalRecord<'account'> }) {
  const save = useSave();
  const teams = useLive(readTeams);
  const form = useDraft<PersonDraft>(`change-person:${account.id}`, draftOf(account));
  if (!form || !teams) return null;
  const submit = async (event: Event) => {
    event.preventDefault();
    const errors = personErrors(form.values);
    form.setErrors(errors);
    if (Object.keys(errors).length > 0) return;
    const fields = writtenOf(form.values);
    await save([{ kind: 'change_person', record_id: account.id, fields }], form.name);
  };
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{words.changeTitle}</span>
      </summary>
      <form class="govuk-details__text" onSubmit={submit} noValidate>
        <ErrorSummary errors={form.errors} />
        <Restored form={form} />
        <PersonQuestions form={form} teams={teams} />
        <button class="govuk-button">{words.form.change}</button>
      </form>
    </details>
  );
}
