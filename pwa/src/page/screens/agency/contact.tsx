/** The police have been in touch: who, of what rank, about what (S-03, N-17). It never means that it was held (S-04). */
import { timeNow, type ContactPurpose } from '../../../domain';
import { usePerson } from '../../app/phone';
import { useDraft } from '../../app/use-draft';
import { Choices, optionsOf } from '../../parts/choices';
import { Line, Text, When } from '../../parts/fields';
import { written, type Errors } from '../../parts/form';
import { localOf, momentOf } from '../../say-time';
import { agency as words, common } from '../../words';
import { Decision, missing } from '../request/decision';
import type { DeedProps } from '../request/deeds';

interface Contact {
  purpose: Exclude<ContactPurpose, 'cannot_reach_manager'>;
  name: string;
  rank: string;
  at: string;
  words: string;
}

/** By the police themselves. */
export function ContactMade(props: DeedProps) {
  const { name } = usePerson();
  return (
    <div class="ds-card ds-card--warn">
      <h2 class="govuk-heading-m">{words.contact}</h2>
      <p class="govuk-body">{words.contactHint}</p>
      <ContactForm {...props} known={{ name }} how="in_app" first />
    </div>
  );
}

/** By who took their call. */
export function TheyRang(props: DeedProps) {
  return <ContactForm {...props} known={{}} how="phone" />;
}

interface ContactFormProps extends DeedProps {
  known: Partial<Contact>;
  how: 'in_app' | 'phone';
  first?: boolean;
}

function ContactForm({ view: { request }, onDone, known, how, first = false }: ContactFormProps) {
  const form = useDraft<Contact>(`contact:${request.id}`, { at: localOf(timeNow()), ...known });
  if (!form) return null;
  return (
    <Decision
      form={form}
      check={contactErrors}
      changes={(values) => [
        {
          kind: 'record_police_contact',
          record_id: request.id,
          fields: { ...contactFields(values), how },
        },
      ]}
      save={words.contactSave}
      first={first}
      onDone={onDone}
    >
      <Choices
        form={form}
        name="purpose"
        legend={words.contactPurpose}
        options={optionsOf(words.purposes)}
      />
      <Line form={form} name="name" label={words.contactName} />
      <Line form={form} name="rank" label={common.optional(words.contactRank)} />
      <When form={form} name="at" label={words.contactWhen} />
      <Text form={form} name="words" label={common.optional(words.contactWords)} rows={2} />
    </Decision>
  );
}

const contactErrors = (values: Partial<Contact>): Errors => ({
  ...missing(values, { purpose: words.contactErrors.purpose, name: words.contactErrors.name }),
  ...(momentOf(values.at) ? {} : { at: words.contactErrors.at }),
});

const contactFields = ({ purpose = 'other', name, rank, at, words: said }: Partial<Contact>) => ({
  purpose,
  name: written(name),
  rank: written(rank),
  at: momentOf(at) ?? '',
  words: written(said),
});
