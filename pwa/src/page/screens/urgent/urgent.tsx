/** Urgent: the calls first and free of everything, then what to write once the call is made. */
import { Link } from 'wouter-preact';
import { readVisit } from '../../../store';
import { usePhone } from '../../app/phone';
import { useLive } from '../../app/use-live';
import { CallButtons } from '../../parts/call';
import { Title } from '../../parts/title';
import { urgent as words } from '../../words';
import { OtherPhone } from './other-phone';
import { UrgentForm } from './urgent-form';

interface UrgentProps {
  case_id?: string;
  visit_id?: string;
}

export function Urgent({ case_id, visit_id }: UrgentProps) {
  const { store } = usePhone();
  const about = { ...(case_id ? { case_id } : {}), ...(visit_id ? { visit_id } : {}) };
  return (
    <>
      <Title name={words.title} />
      <p class="govuk-body-l govuk-!-margin-bottom-3">{words.callFirst}</p>
      <CallButtons about={about} />
      <OtherPhone about={about} />
      {store && <Then case_id={case_id} visit_id={visit_id} />}
      {!store && (
        <Link href="/" className="govuk-link ds-tap">
          {words.signIn}
        </Link>
      )}
    </>
  );
}

/** Of a visit the family is known; the form waits for the phone to say which. */
function Then({
  case_id,
  visit_id,
}: {
  case_id: string | undefined;
  visit_id: string | undefined;
}) {
  const visit = useLive(
    (store) => (visit_id ? readVisit(store, visit_id) : Promise.resolve(null)),
    [visit_id],
  );
  if (visit === undefined) return null;
  const family = case_id ?? visit?.visit.fields.case_id ?? null;
  const place = visit ? visit.visit.fields.place : null;
  return <UrgentForm case_id={family} visit_id={visit_id ?? null} place={place} />;
}
