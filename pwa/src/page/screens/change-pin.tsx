/** Another PIN for the same vault. */
import { useState } from 'preact/hooks';
import { choosePin } from '../../sync';
import { usePhone } from '../app/phone';
import { stretching } from '../app/stretching';
import { ErrorSummary } from '../parts/error-summary';
import { Line } from '../parts/fields';
import type { Errors, Form } from '../parts/form';
import { Title } from '../parts/title';
import { vault } from '../words';
import { pinErrors } from '../reading/pin';
import { errorsOf } from './unlock';

const words = vault.change;

interface Pins {
  before: string;
  pin: string;
  again: string;
}

export function ChangePin() {
  const { form, state, send } = useChangePin();
  if (state === 'done')
    return (
      <>
        <Title name={words.title} />
        <p class="govuk-body" role="status">
          {words.done}
        </p>
      </>
    );
  return (
    <>
      <Title name={words.title} />
      <ErrorSummary errors={form.errors} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Line form={form} name="before" label={words.before} type="password" />
        <Line form={form} name="pin" label={words.now} hint={vault.choose.hint} type="password" />
        <Line form={form} name="again" label={vault.choose.repeat} type="password" />
        <button class="govuk-button" disabled={state === 'going'}>
          {words.go}
        </button>
      </form>
    </>
  );
}

function useChangePin() {
  const { phone } = usePhone();
  const [values, setValues] = useState<Partial<Pins>>({});
  const [errors, setErrors] = useState<Errors>({});
  const [state, setState] = useState<'asking' | 'going' | 'done'>('asking');
  const set = (name: keyof Pins, value?: string) =>
    setValues((old) => ({ ...old, [name]: value ?? '' }));
  const form: Form<Pins> = { values, errors, set };
  const send = async () => {
    const { before = '', pin = '' } = values;
    const missing = missingIn(values, phone.person?.person.name);
    setErrors(missing);
    if (state === 'going' || Object.keys(missing).length > 0) return;
    setState('going');
    const tried = await choosePin(phone, { before, now: pin }, stretching);
    setState(tried.kind === 'open' ? 'done' : 'asking');
    setValues({}); // they stay nowhere in the page's memory
    const { pin: wrong } = errorsOf(tried);
    setErrors(wrong ? { before: wrong } : {});
  };
  return { form, state, send };
}

const missingIn = ({ before, pin = '', again = '' }: Partial<Pins>, name?: string): Errors =>
  before ? pinErrors(pin, again, name) : { before: vault.unlock.empty };
