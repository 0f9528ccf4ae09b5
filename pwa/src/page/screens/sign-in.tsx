/** Sign in. 999 and the police line of the area stand here too, before anything else. */
import { Link } from 'wouter-preact';
import { useEffect, useState } from 'preact/hooks';
import { attempt } from '../../store';
import { signIn, type SecondStep as Step, type SignedIn } from '../../sync';
import { Enter } from '../app/enter';
import { usePhone } from '../app/phone';
import { CallButtons } from '../parts/call';
import { ErrorSummary } from '../parts/error-summary';
import { Line } from '../parts/fields';
import type { Errors, Form } from '../parts/form';
import { Title } from '../parts/title';
import { calling as callWords, signIn as words } from '../words';
import { CouncilButton } from './council-button';
import { DemoPeople } from './demo-people';

interface Details {
  email: string;
  password: string;
}

export function SignIn({ title = words.title }: { title?: string }) {
  const { demo, store, phone } = usePhone();
  const { form, going, send, step, startAgain } = useSignIn();
  useEffect(() => {
    if (phone.person) form.set('email', phone.person.email);
  }, [phone.person]);
  const submit = (event: Event) => {
    event.preventDefault();
    void send(form.values);
  };
  if (step)
    return <Enter by={({ SecondStep }) => <SecondStep step={step} onStartAgain={startAgain} />} />;
  return (
    <>
      <Title name={title} />
      <ErrorSummary errors={form.errors} />
      {store && <p class="govuk-body">{words.again}</p>}
      {demo && !store && <DemoPeople onChoose={send} going={going} />}
      <form onSubmit={submit} noValidate>
        <Line form={form} name="email" label={words.email} type="email" autocomplete="username" />
        <Line
          form={form}
          name="password"
          label={words.password}
          type="password"
          autocomplete="current-password"
        />
        <button class="govuk-button" disabled={going}>
          {going ? words.going : words.go}
        </button>
      </form>
      <CouncilButton />
      {!store && <JoinLink />}
      <h2 class="govuk-heading-m">{callWords.withoutSignIn}</h2>
      <CallButtons />
    </>
  );
}

function JoinLink() {
  return (
    <p>
      <Link href="/join" className="govuk-link ds-tap">
        {words.join}
      </Link>
    </p>
  );
}

function useSignIn() {
  const { phone, setTrouble } = usePhone();
  const [values, setValues] = useState<Partial<Details>>({});
  const [errors, setErrors] = useState<Errors>({});
  const [going, setGoing] = useState(false);
  const [step, setStep] = useState<Step | null>(null);
  const form: Form<Details> = {
    values,
    errors,
    set: (name, value) => setValues((old) => ({ ...old, [name]: value })),
  };
  const send = async ({ email = '', password = '' }: Partial<Details>) => {
    const missing = detailErrors(email, password);
    setErrors(missing);
    if (Object.keys(missing).length > 0 || going) return;
    setGoing(true);
    const answer = await attempt(() => signIn(phone, email.trim(), password));
    setGoing(false);
    if (answer.kind !== 'saved') return setTrouble(answer.why);
    setErrors(answerErrors(answer.value));
    if (answer.value.kind === 'second-step') setStep(answer.value.step);
  };
  const startAgain = () => setStep(null);
  return { form, going, send, step, startAgain };
}

const detailErrors = (email: string, password: string): Errors => ({
  ...(email.trim() ? {} : { email: words.errors.email }),
  ...(password ? {} : { password: words.errors.password }),
});

function answerErrors(answer: SignedIn): Errors {
  if (answer.kind === 'signed-in' || answer.kind === 'second-step') return {};
  if (answer.kind === 'no-answer')
    return { email: answer.why === 'server-trouble' ? words.errors.trouble : words.errors.offline };
  return {
    email:
      answer.code === 'too-many-tries'
        ? words.errors.throttled
        : answer.message || words.errors.wrong,
  };
}
