/** After the sign-in: a PIN for this phone. What is pulled comes only when there is one to lock it with. */
import { useState } from 'preact/hooks';
import { askToPersist } from '../../store';
import { enrol } from '../../sync';
import { usePhone } from '../app/phone';
import { stretching } from '../app/stretching';
import { ErrorSummary } from '../parts/error-summary';
import { Line } from '../parts/fields';
import type { Errors, Form } from '../parts/form';
import { Title } from '../parts/title';
import { pinErrors } from '../reading/pin';
import { vault } from '../words';
import { canOpenByPasskey } from './passkey/prf';

const words = vault.choose;

interface Pins {
  pin: string;
  again: string;
}

interface ChoosePinProps {
  title?: string;
  why?: string;
}

export function ChoosePin({ title = words.title, why = words.why }: ChoosePinProps) {
  const { form, going, send } = useChoosePin();
  return (
    <>
      <Title name={title} />
      <ErrorSummary errors={form.errors} />
      <p class="govuk-body">{why}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Line form={form} name="pin" label={words.pin} hint={words.hint} type="password" />
        <Line form={form} name="again" label={words.repeat} type="password" />
        <button class="govuk-button" disabled={going}>
          {going ? words.going : words.go}
        </button>
      </form>
    </>
  );
}

function useChoosePin() {
  const { phone } = usePhone();
  const { form, values, setErrors } = usePins();
  const [going, setGoing] = useState(false);
  const send = async () => {
    const { pin = '', again = '' } = values;
    const errors = pinErrors(pin, again, phone.person?.person.name);
    setErrors(errors);
    if (going || Object.keys(errors).length > 0) return;
    setGoing(true);
    void askToPersist();
    phone.just_chosen = (await canOpenByPasskey()) ? pin : null;
    const made = await enrol(phone, pin, stretching).catch(() => false);
    if (made) return;
    phone.just_chosen = null;
    setErrors({ pin: words.errors.failed });
    setGoing(false);
  };
  return { form, going, send };
}

function usePins() {
  const [values, setValues] = useState<Partial<Pins>>({});
  const [errors, setErrors] = useState<Errors>({});
  const set = (name: keyof Pins, value?: string) =>
    setValues((old) => ({ ...old, [name]: value ?? '' }));
  const form: Form<Pins> = { values, errors, set };
  return { form, values, setErrors };
}
