/** One code to type, and a button. */
import { useState } from 'preact/hooks';
import { ErrorSummary } from '../../parts/error-summary';
import { Line } from '../../parts/fields';
import type { Errors, Form } from '../../parts/form';
import { secondStep as words } from '../../words';

interface CodeFormProps {
  label: string;
  hint?: string;
  button?: string;
  /** What is wrong, in words, or null when it went well. */
  onCode: (code: string) => Promise<string | null>;
}

export function CodeForm({ label, hint, button = words.go, onCode }: CodeFormProps) {
  const { form, going, submit } = useCode(onCode);
  return (
    <>
      <ErrorSummary errors={form.errors} />
      <form onSubmit={submit} noValidate>
        <Line form={form} name="code" label={label} hint={hint} autocomplete="one-time-code" />
        <button class="govuk-button" disabled={going}>
          {going ? words.going : button}
        </button>
      </form>
    </>
  );
}

function useCode(onCode: CodeFormProps['onCode']) {
  const [code, setCode] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const [going, setGoing] = useState(false);
  const form: Form<{ code: string }> = {
    values: { code },
    errors,
    set: (_name, value) => setCode(value),
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (going) return;
    setGoing(true);
    const wrong = code.trim() ? await onCode(code.trim()) : words.enterCode;
    setGoing(false);
    setErrors(wrong === null ? {} : { code: wrong });
  };
  return { form, going, submit };
}
