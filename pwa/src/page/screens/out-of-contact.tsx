/** Locked, and out of contact for too long: a sign-in with a signal comes before the PIN. Calls and notes need neither. */
import { Link } from 'wouter-preact';
import { useSealedHere } from '../app/use-to-ask';
import { usePhone } from '../app/phone';
import { Banner } from '../parts/banner';
import { lease as words, states, vault, written } from '../words';
import { SignIn } from './sign-in';

export function OutOfContact() {
  const { sync } = usePhone();
  const sealed = useSealedHere();
  return (
    <>
      {sync.untold > 0 && <Banner tone="urgent">{states.notSent}</Banner>}
      <Banner>{words.text}</Banner>
      {sync.waiting > 0 && <p class="govuk-body">{vault.unlock.waiting(sync.waiting)}</p>}
      {sealed > 0 && <p class="govuk-body">{written.sealedHere(sealed)}</p>}
      <p class="govuk-body">
        {words.meanwhile}{' '}
        <Link href="/note" className="govuk-link ds-tap">
          {written.write}
        </Link>
      </p>
      <SignIn title={words.title} />
    </>
  );
}
