/** What the request says, as it was written. */
import { Link } from 'wouter-preact';
import { readFamily, type RequestView } from '../../../store';
import { useCalls } from '../../app/calls';
import { useColleagues } from '../../app/use-colleagues';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { Facts } from '../../parts/facts';
import { requestLines } from '../../reading/request-lines';
import { family, requests as words } from '../../words';

export function Says({ view }: { view: RequestView }) {
  const { profile } = useCalls().calling;
  const now = useNow();
  const nameOf = useColleagues();
  const { fields } = view.request;
  const file = useLive((store) => readFamily(store, fields.case_id), [fields.case_id]);
  const sources = { profile, nameOf, now, children: file?.children ?? [] };
  return (
    <>
      <h2 class="govuk-heading-m">{words.details}</h2>
      {fields.staff_safety?.flag && (
        <p class="govuk-body">
          <strong>{family.safety}.</strong> {fields.staff_safety.note ?? family.safetyPlain}
        </p>
      )}
      <Facts lines={requestLines(view.request, sources)} />
      {file && (
        <Link href={`/families/${fields.case_id}`} className="govuk-link ds-tap">
          {family.openIt(file.family.fields.name)}
        </Link>
      )}
    </>
  );
}
