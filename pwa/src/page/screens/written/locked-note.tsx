/** A note without unlocking: each letter is kept, sealed; whose it is and about whom is asked after the unlock. */
import { useRef, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { uuid7 } from '../../../domain';
import { saveLockedNote } from '../../../store';
import { usePhone } from '../../app/phone';
import { Banner } from '../../parts/banner';
import { ErrorSummary } from '../../parts/error-summary';
import { Text } from '../../parts/fields';
import type { Errors } from '../../parts/form';
import { BackTo } from '../../parts/rows';
import { Title } from '../../parts/title';
import { asking } from '../../words';
import { WhoWrites } from './who-writes';

const words = asking.note;

export function LockedNote() {
  const [number, setNumber] = useState(0);
  return <OneNote key={number} onAnother={() => setNumber(number + 1)} />;
}

function OneNote({ onAnother }: { onAnother: () => void }) {
  const { id, form, state, submit } = useNote();
  if (state === 'saved') return <Saved onAnother={onAnother} />;
  return (
    <form onSubmit={submit} noValidate>
      <BackTo href="/">{words.back}</BackTo>
      <Title name={words.title} />
      <ErrorSummary errors={form.errors} />
      {state === 'failed' && <Banner tone="urgent">{words.failed}</Banner>}
      <p class="govuk-body">{words.text}</p>
      <Text form={form} name="text" label={words.label} hint={words.hint} rows={6} />
      <WhoWrites id={id} />
      <button class="govuk-button">{words.save}</button>
    </form>
  );
}

function Saved({ onAnother }: { onAnother: () => void }) {
  return (
    <>
      <Title name={words.title} />
      <Banner tone="good">{words.saved}</Banner>
      <p class="govuk-body">
        <button type="button" class="ds-button-link" onClick={onAnother}>
          {words.another}
        </button>
      </p>
      <Link href="/" className="govuk-link ds-tap">
        {words.back}
      </Link>
    </>
  );
}

function useNote() {
  const { device } = usePhone();
  const note = useRef({ id: uuid7(), occurred_at: new Date().toISOString() }).current;
  const [text, setText] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const [state, setState] = useState<'writing' | 'failed' | 'saved'>('writing');
  const keep = async (typed: string, then: 'writing' | 'saved') => {
    const saved = await saveLockedNote(device, { ...note, text: typed });
    setState(saved.kind === 'saved' ? then : 'failed');
  };
  const set = (_name: 'text', typed: string) => {
    setText(typed);
    void keep(typed, 'writing');
  };
  const submit = (event: Event) => {
    event.preventDefault();
    setErrors(text.trim() ? {} : { text: words.error });
    if (text.trim()) void keep(text, 'saved');
  };
  return { id: note.id, form: { values: { text }, errors, set }, state, submit };
}
