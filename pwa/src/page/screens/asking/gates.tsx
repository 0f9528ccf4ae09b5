/** What a strategy discussion is not for, asked as questions: each "yes" says what to do instead. */
import { useState } from 'preact/hooks';
import type { AreaGate } from '../../../domain';
import { Choices } from '../../parts/choices';
import type { Form } from '../../parts/form';
import { gateName } from '../../reading/request-written';
import { common } from '../../words';
import { asking } from '../../words/request-form';

const words = asking.gates;

interface GatesProps {
  form: Form<Record<string, string>>;
  gates: readonly AreaGate[];
}

export function Gates({ form, gates }: GatesProps) {
  if (gates.length === 0) return null;
  return (
    <section>
      <h2 class="govuk-heading-m govuk-!-margin-bottom-1">{words.title}</h2>
      <p class="govuk-hint">{words.hint}</p>
      {gates.map((gate) => (
        <Gate key={gate.code} form={form} gate={gate} />
      ))}
    </section>
  );
}

function Gate({ form, gate }: { form: GatesProps['form']; gate: AreaGate }) {
  const name = gateName(gate.code);
  return (
    <>
      <Choices form={form} name={name} legend={gate.question} options={yes_no} columns="two" />
      {form.values[name] === 'yes' && <Instead gate={gate} goOn={() => form.set(name, 'no')} />}
    </>
  );
}

/** The other way; and the way on, for one that is more than that. */
function Instead({ gate, goOn }: { gate: AreaGate; goOn(): void }) {
  const [shown] = useState(words.instead[gate.redirect]);
  return (
    <div class="ds-card ds-card--warn" role="status">
      <p class="govuk-body">{gate.words}</p>
      {shown && <p class="govuk-body govuk-!-font-weight-bold">{shown}</p>}
      {gate.allow === 'no' && (
        <button type="button" class="ds-button-link" onClick={goOn}>
          {words.goOn}
        </button>
      )}
    </div>
  );
}

const yes_no = [
  { value: 'no', label: common.no },
  { value: 'yes', label: common.yes },
];
