/** Who is signed in on this phone, and leaving it. What is not sent stays. */
import { useLocation } from 'wouter-preact';
import { signOut } from '../../sync';
import { usePerson, usePhone } from '../app/phone';
import { useCalls } from '../app/calls';
import { Facts } from '../parts/facts';
import { Title } from '../parts/title';
import { signIn as words } from '../words';

export function Me() {
  const { phone, sync } = usePhone();
  const { calling } = useCalls();
  const person = usePerson();
  const [, go] = useLocation();
  const leave = async () => {
    await signOut(phone);
    go('/');
  };
  const facts: [string, string][] = [
    [words.facts.name, person.name],
    [words.facts.role, words.roles[person.role] ?? person.role],
    [words.facts.area, calling.profile?.name ?? person.area],
    [words.facts.phone, person.phone ?? words.facts.noPhone],
    [words.facts.storage, phone.health?.persistent ? words.facts.kept : words.facts.notKept],
  ];
  return (
    <>
      <Title name={words.me} />
      <Facts lines={facts} />
      {sync.waiting > 0 && <p class="govuk-inset-text">{words.signOutWaiting(sync.waiting)}</p>}
      <button type="button" class="govuk-button govuk-button--secondary" onClick={leave}>
        {words.signOut}
      </button>
    </>
  );
}
