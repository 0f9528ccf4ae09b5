/** After the unlock: is what was written while locked yours? One by one, or all together. */
import { useState } from 'preact/hooks';
import { navigate } from 'wouter-preact/use-hash-location';
import { sayNotMine, takeAsOwn, type Written, type Yes } from '../../../store';
import { usePhone, useStore } from '../../app/phone';
import { useNow } from '../../app/use-now';
import { useToAsk } from '../../app/use-to-ask';
import { ErrorSummary } from '../../parts/error-summary';
import type { Errors } from '../../parts/form';
import { Title } from '../../parts/title';
import { asking } from '../../words';
import { WhichFamily, type AboutFamily } from '../urgent/which-family';
import { What } from './what';

const words = asking.ask;

export function IsItYours() {
  const to_ask = useToAsk();
  const answering = useAnswering();
  if (!to_ask) return null;
  const { asked } = to_ask;
  return (
    <>
      <Title name={words.title} />
      <ErrorSummary errors={answering.form.errors} />
      {answering.said && (
        <p class="govuk-inset-text" role="status">
          {answering.said}
        </p>
      )}
      <p class="govuk-body">{asked.length > 0 ? words.text : words.nothing}</p>
      {asked.length > 1 && (
        <button type="button" class="govuk-button" onClick={() => void answering.all(asked)}>
          {words.all(asked.length)}
        </button>
      )}
      {asked.map((one) => (
        <Asked key={one.id} one={one} answering={answering} />
      ))}
      <button type="button" class="ds-button-link" onClick={leave}>
        {asked.length > 0 ? words.later : words.onward}
      </button>
    </>
  );
}

/** To where the phone was locked, with what was half written there. */
function leave(): void {
  if (history.length > 1) history.back();
  else navigate('/');
}

type Answering = ReturnType<typeof useAnswering>;

function Asked({ one, answering }: { one: Written; answering: Answering }) {
  const now = useNow();
  const { choosing, form, yes, no } = answering;
  const chooses = choosing === one.id;
  return (
    <article class="ds-card">
      <What one={one} now={now} />
      {chooses && <WhichFamily form={form} />}
      <div class="ds-actions">
        <button type="button" class="govuk-button" onClick={() => void yes(one)}>
          {chooses ? words.yesWith : words.yes}
        </button>
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => void no(one)}
        >
          {words.no}
        </button>
      </div>
    </article>
  );
}

/** A note is saved when its family is chosen; of one note at a time. */
function useAnswering() {
  const { device } = usePhone();
  const store = useStore();
  const [said, setSaid] = useState<string | null>(null);
  const { choosing, form, choose, missing } = useFamilyOf();
  const take = async (one: Yes) => {
    const saved = await takeAsOwn(device, store, one);
    setSaid(saved.kind === 'saved' ? words.taken : words.notTaken);
  };
  const yes = async (one: Written) => {
    if (one.kind === undefined) return take(one);
    if (choosing !== one.id) return choose(one.id);
    const { case_id } = form.values;
    if (!case_id) return missing();
    await take({ ...one, case_id });
    choose(null);
  };
  const all = async (asked: Written[]) => {
    for (const one of asked) if (one.kind === undefined) await take(one);
    choose(asked.find((one) => one.kind === 'note')?.id ?? null);
  };
  const no = async (one: Written) => {
    const next = await sayNotMine(device, store.person.id, one);
    setSaid(next ? words.forOther(next.known.person.name) : words.aside);
  };
  return { said, choosing, form, yes, no, all };
}

function useFamilyOf() {
  const [choosing, setChoosing] = useState<string | null>(null);
  const [case_id, setCase] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const form: AboutFamily = { values: { case_id }, errors, set: (_name, id) => setCase(id) };
  const choose = (id: string | null) => {
    setChoosing(id);
    setCase('');
    setErrors({});
  };
  const missing = () => setErrors({ case_id: words.chooseFamily });
  return { choosing, form, choose, missing };
}
