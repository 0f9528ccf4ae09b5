/** An administrator adds somebody, and hands them a one-time code. */
import { useState } from 'preact/hooks';
import { accountIdOf, peopleFeed } from '../../../domain';
import { readAccounts, readTeams } from '../../../store';
import { hashOfCode, makeCode } from '../../../sync';
import { usePerson } from '../../app/phone';
import { useDraft } from '../../app/use-draft';
import { useLive } from '../../app/use-live';
import { useSave } from '../../app/use-save';
import { ErrorSummary } from '../../parts/error-summary';
import { Line } from '../../parts/fields';
import { Restored } from '../../parts/restored';
import { BackTo } from '../../parts/rows';
import { Title } from '../../parts/title';
import { people as words } from '../../words/staff';
import { OneTimeCode } from './one-time-code';
import { personErrors, PersonQuestions, writtenOf, type PersonDraft } from './person-form';

export function AddPerson() {
  const [made, setMade] = useState<{ code: string; name: string } | null>(null);
  return (
    <>
      <BackTo href="/people">{words.title}</BackTo>
      <Title name={words.add} />
      {made ? <OneTimeCode {...made} /> : <AddForm onMade={setMade} />}
    </>
  );
}

const looksLikeEmail = (text: string): boolean => /^[^@\s]+@[^@\s]+$/.test(text);

function AddForm({ onMade }: { onMade: (made: { code: string; name: string }) => void }) {
  const { area } = usePerson();
  const save = useSave();
  const teams = useLive(readTeams);
  const accounts = useLive(readAccounts);
  const form = useDraft<PersonDraft>('add-person', {});
  if (!form || !teams || !accounts) return null;
  const submit = async (event: Event) => {
    event.preventDefault();
    const email = form.values.email?.trim() ?? '';
    const record_id = accountIdOf(email);
    const taken = accounts.some((account) => account.id === record_id);
    const wrong = taken ? words.errors.taken : words.errors.email;
    const fault = taken || !looksLikeEmail(email) ? { email: wrong } : {};
    const errors = { ...fault, ...personErrors(form.values) };
    form.setErrors(errors);
    if (Object.keys(errors).length > 0) return;
    const code = makeCode();
    const written = writtenOf(form.values);
    const fields = { ...written, email, invitation: await hashOfCode(email, code) };
    const change = { kind: 'add_person', record_id, feed: peopleFeed(area), fields } as const;
    if (await save([change], form.name)) onMade({ code, name: written.name });
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={form.errors} />
      <Restored form={form} />
      <Line form={form} name="email" label={words.form.email} type="email" />
      <PersonQuestions form={form} teams={teams} />
      <button class="govuk-button">{words.form.save}</button>
    </form>
  );
}
