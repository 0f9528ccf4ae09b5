/** Urgent: the calls first and free of everything, then what to write once the call is made. */
import { Link } from 'wouter-preact';
import { usePhone } from '../../app/phone';
import { useCallAbout } from '../../app/call-about';
import { CallButtons } from '../../parts/call';
import { Title } from '../../parts/title';
import { urgent as words } from '../../words';
import { OtherPhone } from './other-phone';
import type { OpenedFrom } from '../../reading/urgent-forms';
import { useUrgentStart } from './urgent-draft';
import { UrgentForm } from './urgent-form';

export function Urgent(from: OpenedFrom) {
  const { store } = usePhone();
  if (store) return <WithForm {...from} />;
  return (
    <>
      <Calls />
      <Link href="/" className="govuk-link ds-tap">
        {words.signIn}
      </Link>
    </>
  );
}

/** The calls stand at once. */
function WithForm(from: OpenedFrom) {
  const start = useUrgentStart(from);
  return (
    <>
      <Calls />
      {start && <UrgentForm from={from} start={start} />}
    </>
  );
}

function Calls() {
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
