/** What somebody has as a second step, and changing it. Needs a signal. */
import { timeNow } from '../../../domain';
import { useEffect, useState } from 'preact/hooks';
import {
  changeSecondSteps,
  readSecondSteps,
  type Begun,
  type SecondSteps,
  type Told,
} from '../../../sync';
import { usePhone } from '../../app/phone';
import { ErrorSummary } from '../../parts/error-summary';
import { Line } from '../../parts/fields';
import { Title } from '../../parts/title';
import { sayWhen } from '../../say-time';
import { secondStep as words } from '../../words';
import { Choose } from './choose';
import { makePasskey } from './passkey';
import { RecoveryCodes } from './recovery-codes';
import { SetUpApp } from './set-up-app';

export function OwnSecondStep() {
  const own = useOwn();
  const { steps, begun, codes } = own;
  if (codes) return <RecoveryCodes codes={codes} onDone={own.codesRead} />;
  if (begun) return <SetUpApp begun={begun} onCode={own.confirm} />;
  return (
    <>
      <Title name={words.own} />
      <ErrorSummary errors={own.wrong ? { code: own.wrong } : {}} />
      {own.said && (
        <p class="govuk-inset-text" role="status">
          {own.said}
        </p>
      )}
      {steps && <Here own={own} steps={steps} />}
    </>
  );
}

type Own = ReturnType<typeof useOwn>;

function Here({ own, steps }: { own: Own; steps: SecondSteps }) {
  const has = steps.app_since !== null || steps.passkeys.length > 0;
  const form = {
    values: { code: own.code },
    errors: {},
    set: (_: 'code', v: string) => own.setCode(v),
  };
  return (
    <>
      {!has && <p class="govuk-body">{words.none}</p>}
      {has && <Line form={form} name="code" label={words.ownCode} hint={words.ownCodeHint} />}
      {has && <Listed own={own} steps={steps} />}
      <Choose
        onApp={steps.app_since === null ? own.beginApp : undefined}
        onPasskey={steps.passkeys_offered ? own.addPasskey : undefined}
      />
    </>
  );
}

function Listed({ own, steps }: { own: Own; steps: SecondSteps }) {
  return (
    <>
      {steps.app_since !== null && (
        <>
          <p class="govuk-body">{words.ownApp(sayWhen(steps.app_since, timeNow()))}</p>
          <Button does={words.removeApp} go={() => own.change('remove', { method: 'totp' })} />
        </>
      )}
      {steps.passkeys.map(({ id, name }) => (
        <Button
          key={id}
          does={words.removePasskey(name)}
          go={() => own.change('remove', { method: 'passkey', passkey_id: id })}
        />
      ))}
      <p class="govuk-body">{words.codesLeft(steps.recovery_codes_left)}</p>
      <Button does={words.newCodes} go={() => own.change('recovery-codes', {})} />
    </>
  );
}

function Button({ does, go }: { does: string; go: () => void }) {
  return (
    <p>
      <button type="button" class="govuk-button govuk-button--secondary" onClick={go}>
        {does}
      </button>
    </p>
  );
}

const sayNot = <T,>(told: Told<T>): string | null =>
  told.kind === 'not' ? told.message || words.noSignal : null;

function useOwn() {
  const { phone } = usePhone();
  const shown = useShown();
  const { take, withCode, setBegun, setWrong } = shown;
  useEffect(() => void readSecondSteps(phone).then((told) => take(told, null)), []);
  const begin = async (what: string): Promise<Begun | null> => {
    const told = await changeSecondSteps<Begun>(phone, what, withCode({}));
    setWrong(sayNot(told));
    return told.kind === 'told' ? told.value : null;
  };
  return {
    ...shown,
    beginApp: () => void begin('totp').then(setBegun),
    confirm: async (first: string) =>
      take(await changeSecondSteps(phone, 'totp/confirm', { code: first }), words.added),
    addPasskey: () => void addPasskey(phone, begin, take, setWrong),
    change: (what: string, body: object) =>
      void changeSecondSteps(phone, what, withCode(body)).then((told) =>
        take(told, what === 'remove' ? words.removed : null),
      ),
  };
}

/** What stands on the page, and what the server's answer makes of it. */
function useShown() {
  const [steps, setSteps] = useState<SecondSteps | null>(null);
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const take = (told: Told<SecondSteps>, good: string | null): string | null => {
    if (told.kind === 'told') {
      setSteps(told.value);
      setCodes(told.value.recovery_codes ?? null);
      setBegun(null);
      setCode('');
    }
    setSaid(told.kind === 'told' ? good : null);
    setWrong(sayNot(told));
    return sayNot(told);
  };
  const withCode = (body: object) => (code.trim() ? { ...body, code: code.trim() } : body);
  const codesRead = () => setCodes(null);
  return {
    steps,
    begun,
    setBegun,
    codes,
    codesRead,
    code,
    setCode,
    wrong,
    setWrong,
    said,
    take,
    withCode,
  };
}

async function addPasskey(
  phone: Parameters<typeof readSecondSteps>[0],
  begin: (what: string) => Promise<Begun | null>,
  take: (told: Told<SecondSteps>, good: string | null) => string | null,
  setWrong: (wrong: string) => void,
): Promise<void> {
  const begun = await begin('passkeys/options');
  if (!begun?.passkey_options) return;
  const credential = await makePasskey(begun.passkey_options);
  if (!credential) return setWrong(words.noPasskey);
  const { ticket } = begun;
  take(await changeSecondSteps(phone, 'passkeys', { ticket, credential }), words.added);
}
