/** Setting up, and taking away, the unlock by finger or face: after the PIN was chosen, and from the page about oneself. */
import { useEffect, useState } from 'preact/hooks';
import { navigate } from 'wouter-preact/use-hash-location';
import { addPasskeyLock, checkPin, readPasskeyLocks, removePasskeyLocks } from '../../../sync';
import { usePhone } from '../../app/phone';
import { stretching } from '../../app/stretching';
import { useNow } from '../../app/use-now';
import { ErrorSummary } from '../../parts/error-summary';
import { Line } from '../../parts/fields';
import type { Errors } from '../../parts/form';
import { Title } from '../../parts/title';
import { sayWhen } from '../../say-time';
import { passkey as words, vault } from '../../words';
import { errorsOf } from '../unlock';
import { useCanOpenByPasskey } from './passkey-link';
import { authenticator } from './prf';

export function PasskeyPage() {
  const own = usePasskeys();
  const can = useCanOpenByPasskey();
  if (can === null || own.locks === null) return null;
  return (
    <>
      <Title name={words.title} />
      {own.said && (
        <p class="govuk-inset-text" role="status">
          {own.said}
        </p>
      )}
      {own.locks.length > 0 ? <Has own={own} /> : can ? <Offer own={own} /> : <NotHere />}
    </>
  );
}

type Own = ReturnType<typeof usePasskeys>;

const NotHere = () => <p class="govuk-body">{words.notHere}</p>;

function Has({ own }: { own: Own }) {
  const now = useNow();
  const [since] = own.locks ?? [];
  return (
    <>
      <p class="govuk-body">{words.on(since ? sayWhen(since, now) : null)}</p>
      <div class="ds-actions">
        <button type="button" class="govuk-button" onClick={() => navigate('/')}>
          {words.onward}
        </button>
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => void own.remove()}
        >
          {words.remove}
        </button>
      </div>
    </>
  );
}

/** Asked for the PIN first, unless it was chosen a moment ago. */
function Offer({ own }: { own: Own }) {
  const { phone } = usePhone();
  const [pin, setPin] = useState(phone.just_chosen);
  const [going, setGoing] = useState(false);
  const leave = () => {
    phone.just_chosen = null;
    navigate('/');
  };
  const add = async () => {
    setGoing(true);
    if (pin !== null) await own.add(pin);
    setGoing(false);
  };
  return (
    <>
      <p class="govuk-body">{words.why}</p>
      <p class="govuk-body">{words.who}</p>
      {pin === null ? (
        <PinFirst onPin={setPin} />
      ) : (
        <button type="button" class="govuk-button" disabled={going} onClick={() => void add()}>
          {going ? words.going : words.go}
        </button>
      )}
      <p class="govuk-body">
        <button type="button" class="ds-button-link" onClick={leave}>
          {words.later}
        </button>
      </p>
    </>
  );
}

function PinFirst({ onPin }: { onPin: (pin: string) => void }) {
  const { phone } = usePhone();
  const [pin, setPin] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const form = { values: { pin }, errors, set: (_name: 'pin', value: string) => setPin(value) };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!pin) return setErrors({ pin: vault.unlock.empty });
    const tried = await checkPin(phone, pin, stretching);
    setErrors(errorsOf(tried));
    if (tried.kind === 'open') onPin(pin);
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <Line form={form} name="pin" label={words.pinFirst} type="password" />
      <button class="govuk-button">{words.check}</button>
    </form>
  );
}

function usePasskeys() {
  const { phone } = usePhone();
  const [locks, setLocks] = useState<(string | null)[] | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const look = () => readPasskeyLocks(phone).then(setLocks);
  useEffect(() => void look(), [phone]);
  const add = async (pin: string) => {
    const added = await addPasskeyLock(phone, pin, stretching, authenticator);
    if (added) phone.just_chosen = null;
    setSaid(added ? words.added : words.failed);
    await look();
  };
  const remove = async () => {
    await removePasskeyLocks(phone);
    setSaid(words.removed);
    await look();
  };
  return { locks, said, add, remove };
}
