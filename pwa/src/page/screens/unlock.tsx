/** Locked: the PIN opens it; calls, and what is waiting, need none. */
import { useEffect, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { signOut, unlock, type Unlocked } from '../../sync';
import { usePhone } from '../app/phone';
import { getReadyToUnlock, stretching } from '../app/stretching';
import { useNow } from '../app/use-now';
import { useSealedHere } from '../app/use-to-ask';
import { Banner } from '../parts/banner';
import { CallButtons } from '../parts/call';
import { ErrorSummary } from '../parts/error-summary';
import { Line } from '../parts/fields';
import type { Errors, Form } from '../parts/form';
import { Title } from '../parts/title';
import { PasskeyButton } from './passkey/passkey-button';
import { sayNotSent } from '../reading/not-sent';
import { vault, written } from '../words';

const words = vault.unlock;

export function Unlock() {
  const { phone, sync } = usePhone();
  const now = useNow();
  useEffect(getReadyToUnlock, []);
  return (
    <>
      <Title name={words.title} />
      {sync.untold > 0 && <Banner tone="urgent">{sayNotSent(sync, now)}</Banner>}
      <p class="govuk-body">{words.who(phone.person?.person.name ?? '')}</p>
      {sync.waiting > 0 && <p class="govuk-body">{words.waiting(sync.waiting)}</p>}
      <SealedHere />
      <PasskeyButton />
      <PinForm />
      <p class="govuk-body">
        <Link href="/forgotten-pin" className="govuk-link ds-tap">
          {words.forgotten}
        </Link>
      </p>
      <h2 class="govuk-heading-m">{words.calls}</h2>
      <p class="govuk-body">{words.callsHint}</p>
      <CallButtons />
      <p class="govuk-body">
        <Link href="/note" className="govuk-link ds-tap">
          {written.write}
        </Link>
      </p>
      <button type="button" class="ds-button-link" onClick={() => void signOut(phone)}>
        {words.other}
      </button>
    </>
  );
}

/** What waits for the unlock, and is not sent before it. */
function SealedHere() {
  const count = useSealedHere();
  if (count === 0) return null;
  return <p class="govuk-body govuk-!-font-weight-bold">{written.sealedHere(count)}</p>;
}

interface Pin {
  pin: string;
}

function PinForm() {
  const { form, going, send } = usePin();
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <ErrorSummary errors={form.errors} />
      <Line form={form} name="pin" label={words.pin} type="password" />
      <button class="govuk-button" disabled={going}>
        {going ? words.going : words.go}
      </button>
    </form>
  );
}

function usePin() {
  const { phone } = usePhone();
  const [values, setValues] = useState<Partial<Pin>>({});
  const [errors, setErrors] = useState<Errors>({});
  const [going, setGoing] = useState(false);
  const set = (name: keyof Pin, value?: string) => setValues({ [name]: value ?? '' });
  const form: Form<Pin> = { values, errors, set };
  const send = async () => {
    const { pin = '' } = values;
    setErrors(pin ? {} : { pin: words.empty });
    if (going || !pin) return;
    setGoing(true);
    setValues({}); // typed again if it was wrong: it stays nowhere in the page's memory
    const tried = await unlock(phone, pin, stretching).catch(() => null);
    setGoing(false);
    setErrors(tried ? errorsOf(tried) : { pin: words.failed });
  };
  return { form, going, send };
}

/** Also for the PIN that is asked for before it is changed. */
export function errorsOf(tried: Unlocked): { pin?: string } {
  if (tried.kind === 'wait') return { pin: words.wait(Math.ceil(tried.wait_ms / 1000)) };
  if (tried.kind === 'no-room') return { pin: words.noRoom };
  if (tried.kind !== 'wrong') return {};
  const wait = tried.wait_ms > 0 ? ` ${words.wait(Math.ceil(tried.wait_ms / 1000))}` : '';
  return { pin: words.wrong(tried.left) + wait };
}
