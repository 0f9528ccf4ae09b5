/** A check that is recorded: readable as a whole, with every correction and its reason. */
import { useState } from 'preact/hooks';
import { readDraft } from '../../../store';
import { useColleagues } from '../../app/use-colleagues';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { Facts } from '../../parts/facts';
import { Waiting } from '../../parts/rows';
import { checkForm } from '../../reading/check-form';
import type { Check } from '../../reading/family';
import { checkLines } from '../../say-check';
import { sayWhen } from '../../say-time';
import { check as words } from '../../words';
import { ConflictLinks } from '../conflict-links';
import { CheckForm, type CheckFormProps } from './check-form';

export function RecordedCheck({ view, child, check }: CheckFormProps & { check: Check }) {
  const now = useNow();
  const nameOf = useColleagues();
  const name = checkForm(view.visit.id, child.id, true);
  const begun = useLive((store) => readDraft(store, name), [name]);
  const [correcting, setCorrecting] = useState(false);
  if (correcting || begun) return <CheckForm view={view} child={child} check={check} />;
  return (
    <div class="govuk-!-margin-top-4">
      <Waiting record={check} />
      <ConflictLinks record={check} />
      <Facts lines={checkLines(check.fields, now)} />
      {check.corrections.map((one) => (
        <p class="govuk-body-s ds-quiet" key={one.change_id}>
          {words.corrected(nameOf(one.by), sayWhen(one.at, now), one.reason)}
        </p>
      ))}
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        onClick={() => setCorrecting(true)}
      >
        {words.correct}
      </button>
    </div>
  );
}
