/** The calls at the head of Urgent: first, and free of everything. */
import { Link } from 'wouter-preact';
import { useCallAbout } from '../../app/call-about';
import { useCalls } from '../../app/calls';
import { usePhone } from '../../app/phone';
import { CallButtons } from '../../parts/call';
import { State } from '../../parts/state';
import { Title } from '../../parts/title';
import { calling, urgent as words, vault, written } from '../../words';
import { OtherPhone } from './other-phone';

export function Calls() {
  const about = useCallAbout();
  return (
    <>
      <Title name={words.title} />
      <p class="govuk-body govuk-!-margin-bottom-2">{words.callFirst}</p>
      <NotLive />
      <CallButtons about={about} />
      <OtherPhone about={about} />
    </>
  );
}

/** What is written would reach nobody: said before anything is written, beside the numbers that do. */
function NotLive() {
  const { profile } = useCalls().calling;
  if (profile?.live !== false) return null;
  return (
    <p class="govuk-body">
      <State icon="warn" tone="warn">
        {calling.notLive(profile.name)}
      </State>
    </p>
  );
}

export function SignedOutUrgent() {
  const { lock } = usePhone();
  return (
    <>
      <Calls />
      {lock === 'locked' && (
        <p class="govuk-body">
          <Link href="/note" className="govuk-link ds-tap">
            {written.write}
          </Link>
        </p>
      )}
      <Link href="/" className="govuk-link ds-tap">
        {lock === 'locked' ? vault.unlockToWrite : words.signIn}
      </Link>
    </>
  );
}
