/** Somebody who was invited chooses a password with the code that they were given. */
import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { join, type Joined } from '../../sync';
import { usePhone } from '../app/phone';
import { Banner } from '../parts/banner';
import { CallButtons } from '../parts/call';
import { ErrorSummary } from '../parts/error-summary';
import { Line } from '../parts/fields';
import type { Errors, Form } from '../parts/form';
import { BackTo } from '../parts/rows';
import { Title } from '../parts/title';
import { calling, signIn as words } from '../words';

interface Details {
  email: string;
  code: string;
  password: string;
}

const SHORTEST = 12;
const CODE_LENGTH = 12;

export function Join() {
  const [done, setDone] = useState(false);
  return (
    <>
      <BackTo href="/">{words.title}</BackTo>
      <Title name={words.joinTitle} />
      {done ? <Done /> : <JoinForm onDone={() => setDone(true)} />}
      <h2 class="govuk-heading-m">{calling.withoutSignIn}</h2>
      <CallButtons />
    </>
  );
}

function Done() {
  return (
    <>
      <Banner tone="good">{words.joinDone}</Banner>
      <Link href="/" className="govuk-button" role="button">
        {words.title}
      </Link>
    </>
  );
}

function JoinForm({ onDone }: { onDone: () => void }) {
  const { phone } = usePhone();
  const [values, setValues] = useState<Partial<Details>>({});
  const [errors, setErrors] = useState<Errors>({});
  const form: Form<Details> = {
    values,
    errors,
    set: (name, value) => setValues((old) => ({ ...old, [name]: value })),
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    const { email = '', code = '', password = '' } = values;
    const missing = detailErrors({ email, code, password });
    setErrors(missing);
    if (Object.keys(missing).length > 0) return;
    const joined = await join(phone, { email: email.trim(), code, password });
    if (joined === 'joined') onDone();
    else setErrors(answerErrors(joined));
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <Line form={form} name="email" label={words.email} type="email" autocomplete="username" />
      <Line form={form} name="code" label={words.joinCode} hint={words.joinCodeHint} />
      <Line
        form={form}
        name="password"
        label={words.joinChosen}
        hint={words.joinChosenHint}
        type="password"
        autocomplete="new-password"
      />
      <button class="govuk-button">{words.joinGo}</button>
    </form>
  );
}

function detailErrors({ email, code, password }: Details): Errors {
  const { errors, joinErrors } = words;
  const letters = code.replace(/[^0-9A-Za-z]/g, '');
  return {
    ...(email.trim() ? {} : { email: errors.email }),
    ...(letters.length === CODE_LENGTH ? {} : { code: joinErrors.code }),
    ...(password.length >= SHORTEST ? {} : { password: joinErrors.chosen }),
  };
}

function answerErrors(joined: Exclude<Joined, 'joined'>): Errors {
  const { errors, joinErrors } = words;
  if (joined === 'short') return { password: joinErrors.chosen };
  if (joined === 'known') return { password: joinErrors.known };
  const said = {
    wrong: joinErrors.wrong,
    throttled: errors.throttled,
    'no-answer': errors.offline,
  };
  return { code: said[joined] };
}
