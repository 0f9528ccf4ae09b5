/** A passcode is set here and never read back: it goes straight to the server and is in no record. */
import { useState } from 'preact/hooks';
import { setPasscode } from '../../../sync';
import { usePhone } from '../../app/phone';
import { useNow } from '../../app/use-now';
import { ErrorMessage } from '../../parts/error-summary';
import { idOf } from '../../parts/form';
import type { Contact } from '../../reading/arrangements';
import { sayShort } from '../../say-time';
import { contact as words } from '../../words/arrangements';

export function Passcode({ contact }: { contact: Contact }) {
  const now = useNow();
  const { typed, setTyped, said, submit } = useKeeping(contact);
  const { passcode_set_at } = contact.fields;
  const { passcode: p } = words;
  return (
    <form class="ds-card" onSubmit={submit} noValidate>
      <h2 class="govuk-heading-m">{p.title}</h2>
      <p class="govuk-body">{passcode_set_at ? p.set(sayShort(passcode_set_at, now)) : p.not}</p>
      <p class="govuk-body">{p.hint}</p>
      {said?.kept && (
        <p class="govuk-inset-text" role="status">
          {said.words}
        </p>
      )}
      <label class="govuk-label govuk-!-font-weight-bold" for={idOf('passcode')}>
        {p.label}
      </label>
      <ErrorMessage name="passcode" error={said && !said.kept ? said.words : undefined} />
      <input
        class="govuk-input"
        id={idOf('passcode')}
        type="password"
        autocomplete="off"
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <button class="govuk-button govuk-button--secondary govuk-!-margin-top-4">{p.save}</button>
    </form>
  );
}

/** Kept in no draft: what is typed is on the screen only, until the server has it. */
function useKeeping({ fields }: Contact) {
  const { phone } = usePhone();
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState<{ kept: boolean; words: string } | null>(null);
  const { passcode: p } = words;
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!typed.trim()) return setSaid({ kept: false, words: p.error });
    const told = await setPasscode(phone, fields.passcode ?? '', typed.trim());
    if (told.kind === 'not') return setSaid({ kept: false, words: told.message || p.noSignal });
    setTyped('');
    setSaid({ kept: true, words: p.kept });
  };
  return { typed, setTyped, said, submit };
}
