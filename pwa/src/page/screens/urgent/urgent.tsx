/** Urgent: the calls first and free of everything, then what to write once the call is made. */
import { Link } from 'wouter-preact';
import { usePhone } from '../../app/phone';
import type { CallAbout } from '../../app/calls';
import { CallButtons } from '../../parts/call';
import { Title } from '../../parts/title';
import { urgent as words } from '../../words';
import { OtherPhone } from './other-phone';
import { useUrgentStart, type OpenedFrom } from './urgent-draft';
import { UrgentForm } from './urgent-form';

export function Urgent(from: OpenedFrom) {
  const { store } = usePhone();
  const about = withoutEmpty(from);
  return (
    <>
      <Title name={words.title} />
      <p class="govuk-body govuk-!-margin-bottom-2">{words.callFirst}</p>
      <CallButtons about={about} />
      <OtherPhone about={about} />
      {store && <Then {...from} />}
      {!store && (
        <Link href="/" className="govuk-link ds-tap">
          {words.signIn}
        </Link>
      )}
    </>
  );
}

/** Of a visit the family is known; the form waits for the phone to say which. */
function Then(from: OpenedFrom) {
  const start = useUrgentStart(from);
  return start ? <UrgentForm from={from} start={start} /> : null;
}

const withoutEmpty = ({ case_id, visit_id }: OpenedFrom): CallAbout => ({
  ...(case_id ? { case_id } : {}),
  ...(visit_id ? { visit_id } : {}),
});
