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
  if (store) return <WithForm {...from} />;
  return (
    <>
      <Calls about={withoutEmpty(from)} />
      <Link href="/" className="govuk-link ds-tap">
        {words.signIn}
      </Link>
    </>
  );
}

/** The calls stand at once. Of a visit the family is known as soon as the phone has said which. */
function WithForm(from: OpenedFrom) {
  const start = useUrgentStart(from);
  const case_id = from.case_id ?? start?.case_id;
  return (
    <>
      <Calls about={withoutEmpty({ ...from, case_id })} />
      {start && <UrgentForm from={from} start={start} />}
    </>
  );
}

function Calls({ about }: { about: CallAbout }) {
  return (
    <>
      <Title name={words.title} />
      <p class="govuk-body govuk-!-margin-bottom-2">{words.callFirst}</p>
      <CallButtons about={about} />
      <OtherPhone about={about} />
    </>
  );
}

const withoutEmpty = ({ case_id, visit_id }: OpenedFrom): CallAbout => ({
  ...(case_id ? { case_id } : {}),
  ...(visit_id ? { visit_id } : {}),
});
