/** A forgotten PIN: who signs in may make a new vault in place of the one that nobody can open. */
import { Link } from 'wouter-preact';
import { usePhone } from '../app/phone';
import { vault } from '../words';
import { ChoosePin } from './choose-pin';
import { SignIn } from './sign-in';

export function ForgottenPin() {
  const { phone } = usePhone();
  const { title, text, back } = vault.forgotten;
  return (
    <>
      {phone.may_enrol ? <ChoosePin title={title} why={text} /> : <SignIn />}
      <Link href="/" className="govuk-link ds-tap">
        {back}
      </Link>
    </>
  );
}
