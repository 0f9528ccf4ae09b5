/** After the password: a code, a passkey or a recovery code; or the first of them is set up. */
import { useState } from 'preact/hooks';
import {
  beginFirst,
  doSecondStep,
  type Begun,
  type SecondAnswer,
  type SecondDone,
  type SecondStep as Step,
} from '../../../sync';
import { usePhone } from '../../app/phone';
import { CallButtons } from '../../parts/call';
import { ErrorSummary } from '../../parts/error-summary';
import { Title } from '../../parts/title';
import { calling as callWords, secondStep as words, signIn as signInWords } from '../../words';
import { Choose } from './choose';
import { CodeForm } from './code-form';
import { canUsePasskeys, makePasskey, usePasskey } from './passkey';
import { RecoveryCodes } from './recovery-codes';
import { SetUpApp } from './set-up-app';

interface StepProps {
  step: Step;
  onStartAgain: () => void;
}

export function SecondStep({ step, onStartAgain }: StepProps) {
  const [codes, setCodes] = useState<Extract<SecondDone, { kind: 'codes' }> | null>(null);
  const send = useSend(step, setCodes);
  if (codes) return <RecoveryCodes codes={codes.codes} onDone={() => void codes.goOn()} />;
  return (
    <>
      {step.enrol ? <First step={step} send={send} /> : <Known step={step} send={send} />}
      <p class="govuk-body">
        <button type="button" class="ds-button-link" onClick={onStartAgain}>
          {words.startAgain}
        </button>
      </p>
      <h2 class="govuk-heading-m">{callWords.withoutSignIn}</h2>
      <CallButtons />
    </>
  );
}

type Send = (said: SecondAnswer) => Promise<string | null>;

/** What is wrong, in words; null when it went well, and the page then goes by itself. */
function useSend(
  step: Step,
  onCodes: (codes: Extract<SecondDone, { kind: 'codes' }>) => void,
): Send {
  const { phone } = usePhone();
  return async (said) => {
    const done = await doSecondStep(phone, step, said);
    if (done.kind === 'codes') onCodes(done);
    return sayWrong(done);
  };
}

function sayWrong(done: SecondDone): string | null {
  if (done.kind === 'refused') return done.message || signInWords.errors.trouble;
  return done.kind === 'no-answer' ? words.noSignal : null;
}

function Known({ step, send }: { step: Step; send: Send }) {
  const [lost, setLost] = useState(step.methods.length === 1 && step.methods[0] === 'recovery');
  const has = (method: Step['methods'][number]) => step.methods.includes(method);
  if (lost)
    return <Lost send={send} onBack={step.methods.length > 1 ? () => setLost(false) : null} />;
  return (
    <>
      <Title name={words.title} />
      {has('passkey') && canUsePasskeys() && <PasskeyButton step={step} send={send} />}
      {has('totp') && (
        <CodeForm
          label={words.code}
          hint={words.codeHint}
          onCode={(code) => send({ method: 'totp', code })}
        />
      )}
      {has('recovery') && (
        <p class="govuk-body">
          <button type="button" class="ds-button-link" onClick={() => setLost(true)}>
            {words.recovery}
          </button>
        </p>
      )}
    </>
  );
}

function Lost({ send, onBack }: { send: Send; onBack: (() => void) | null }) {
  return (
    <>
      <Title name={words.recovery} />
      <CodeForm
        label={words.recoveryCode}
        hint={words.recoveryHint}
        onCode={(code) => send({ method: 'recovery', code })}
      />
      {onBack && (
        <p class="govuk-body">
          <button type="button" class="ds-button-link" onClick={onBack}>
            {words.back}
          </button>
        </p>
      )}
    </>
  );
}

function PasskeyButton({ step, send }: { step: Step; send: Send }) {
  const [wrong, setWrong] = useState<string | null>(null);
  const use = async () => {
    const credential = await usePasskey(step.passkey_options ?? {});
    setWrong(credential ? await send({ method: 'passkey', credential }) : words.noPasskey);
  };
  return (
    <>
      <ErrorSummary errors={wrong ? { passkey: wrong } : {}} />
      <button type="button" id="field-passkey" class="govuk-button" onClick={() => void use()}>
        {words.passkey}
      </button>
    </>
  );
}

function First({ step, send }: { step: Step; send: Send }) {
  const { phone } = usePhone();
  const [begun, setBegun] = useState<Begun | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const begin = async (method: 'totp' | 'passkey'): Promise<Begun | null> => {
    const told = await beginFirst(phone, step, method);
    setWrong(told.kind === 'not' ? told.message || words.noSignal : null);
    return told.kind === 'told' ? told.value : null;
  };
  const passkey = async () => {
    const options = (await begin('passkey'))?.passkey_options;
    if (!options) return;
    const credential = await makePasskey(options);
    setWrong(credential ? await send({ method: 'passkey', credential }) : words.noPasskey);
  };
  if (begun) return <SetUpApp begun={begun} onCode={(code) => send({ method: 'totp', code })} />;
  return (
    <>
      <Title name={words.setUp} />
      <ErrorSummary errors={wrong ? { second: wrong } : {}} />
      <p class="govuk-body">{words.why}</p>
      <Choose onApp={() => void begin('totp').then(setBegun)} onPasskey={() => void passkey()} />
    </>
  );
}
