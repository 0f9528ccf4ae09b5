/** A correction is proposed: another administrator approves it. */
import type { PathValues } from '../../../domain';
import { useDraft } from '../../app/use-draft';
import { ErrorSummary } from '../../parts/error-summary';
import { Line } from '../../parts/fields';
import type { Errors, Form } from '../../parts/form';
import { Restored } from '../../parts/restored';
import { numberOf, type Contact } from '../../reading/arrangements';
import { contact as words } from '../../words/arrangements';
import { usePropose, whyErrors, whyOf, type Why } from './propose';
import { WhyQuestions } from './why';

interface Correction extends Why {
  number: string;
  extension: string;
  address: string;
}

interface CorrectProps {
  contact: Contact;
  demo: boolean | undefined;
}

export function CorrectContact({ contact, demo = false }: CorrectProps) {
  const propose = usePropose();
  const { fields } = contact;
  const form = useDraft<Correction>(`correct:${contact.id}`, {
    number: fields.shown ?? '',
    extension: fields.extension ?? '',
    address: fields.address ?? '',
  });
  if (!form) return null;
  const submit = async (event: Event) => {
    event.preventDefault();
    const changes = changesOf(contact, form.values);
    const errors = errorsOf(contact, form.values, { demo, changes });
    form.setErrors(errors);
    if (Object.keys(errors).length > 0) return;
    await propose(form.record_id, { changes, ...whyOf(form) }, form.name);
  };
  return (
    <details class="govuk-details">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{words.correct}</span>
      </summary>
      <form class="govuk-details__text" onSubmit={submit} noValidate>
        <p class="govuk-body">{words.correctHint}</p>
        <ErrorSummary errors={form.errors} />
        <Restored form={form} />
        <Questions form={form} kind={fields.kind} />
        <WhyQuestions form={form} />
        <button class="govuk-button">{words.form.save}</button>
      </form>
    </details>
  );
}

function Questions({ form, kind }: { form: Form<Correction>; kind: string }) {
  const { form: labels } = words;
  return (
    <>
      {kind.includes('phone') && (
        <>
          <Line
            form={form}
            name="number"
            label={labels.number}
            hint={labels.numberHint}
            type="tel"
          />
          <Line form={form} name="extension" label={labels.extension} type="tel" />
        </>
      )}
      {kind.includes('mail') && (
        <Line form={form} name="address" label={labels.address} type="email" />
      )}
    </>
  );
}

/** Only what differs; number and what is shown of it go together. */
function changesOf({ fields }: Contact, values: Partial<Correction>): PathValues {
  const path = `contacts.${fields.key}`;
  const number = numberOf(values.number ?? '');
  const [extension, address] = [values.extension, values.address].map((one) => one?.trim() || null);
  const renumbered = number !== null && number.number !== fields.number;
  return {
    ...(renumbered ? { [`${path}.number`]: number.number, [`${path}.shown`]: number.shown } : {}),
    ...(renumbered && fields.number === null ? { [`${path}.dialable`]: true } : {}),
    ...(extension !== fields.extension ? { [`${path}.extension`]: extension } : {}),
    ...(address !== fields.address ? { [`${path}.address`]: address } : {}),
  };
}

const drama = /^\+44(?:1632960|1\d14960|2079460|2896496|7700900|8081570|3069990)\d{3}$/;

interface Asked {
  demo: boolean;
  changes: PathValues;
}

function errorsOf(contact: Contact, values: Partial<Correction>, asked: Asked): Errors {
  const faults = { ...numberFault(contact, values, asked.demo), ...mailFault(values, asked.demo) };
  const errors = { ...faults, ...whyErrors(values) };
  const nothing = Object.keys({ ...errors, ...asked.changes }).length === 0;
  return nothing ? { number: words.errors.nothing } : errors;
}

function numberFault({ fields }: Contact, values: Partial<Correction>, demo: boolean): Errors {
  const typed = values.number?.trim() ?? '';
  if (!typed || typed === fields.shown) return {};
  const number = numberOf(typed);
  if (number === null) return { number: words.errors.number };
  return demo && !drama.test(number.number) ? { number: words.errors.demo } : {};
}

function mailFault({ address }: Partial<Correction>, demo: boolean): Errors {
  const typed = address?.trim() ?? '';
  return demo && typed && !typed.endsWith('.example') ? { address: words.errors.demo } : {};
}
