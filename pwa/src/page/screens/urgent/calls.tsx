/** The calls at the head of Urgent: first, and free of everything. */
import { Link } from 'wouter-preact';
import { useCallAbout } from '../../app/call-about';
import { CallButtons } from '../../parts/call';
import { Title } from '../../parts/title';
import { urgent as words } from '../../words';
import { OtherPhone } from './other-phone';

export function Calls() {
  const about = useCallAbout();
  return (
    <>
      <Title name={words.title} />
      <p class="govuk-body govuk-!-margin-bottom-2">{words.callFirst}</p>
      <CallButtons about={about} />
      <OtherPhone about={about} />
    </>
  );
}

export function SignedOutUrgent() {
  return (
    <>
      <Calls />
      <Link href="/" className="govuk-link ds-tap">
        {words.signIn}
      </Link>
    </>
  );
}
