import { Link } from 'wouter-preact';
import { usePerson } from '../app/phone';
import { signIn as words } from '../words';

/** Who this phone is open for; a tap leads to signing out. */
export function Who() {
  const { name, role } = usePerson();
  return (
    <p class="govuk-!-margin-top-6">
      <Link href="/you" className="govuk-link ds-tap">
        {words.signedInAs(name, words.roles[role] ?? role)}
      </Link>
    </p>
  );
}
