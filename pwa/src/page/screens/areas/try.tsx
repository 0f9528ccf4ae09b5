/** Try a moment: what would happen, who would be called and why, before anything is approved. */
import { useState } from 'preact/hooks';
import { readArrangements, type ArrangementsView } from '../../../store';
import { explain, type Explained } from '../../../sync';
import { useCalls } from '../../app/calls';
import { usePhone } from '../../app/phone';
import { useDraft } from '../../app/use-draft';
import { useLive } from '../../app/use-live';
import { Choices, optionsOf, Tick } from '../../parts/choices';
import { ErrorSummary } from '../../parts/error-summary';
import { When } from '../../parts/fields';
import type { Form } from '../../parts/form';
import { BackTo } from '../../parts/rows';
import { Title } from '../../parts/title';
import { sayValue, titleOf } from '../../reading/arrangements';
import { localOf, momentOf } from '../../say-time';
import { signIn } from '../../words';
import { arrangements, trying as words } from '../../words/arrangements';

interface Question {
  draft_id: string;
  at: string;
  role: string;
  category: string;
  page_failed: boolean;
}

const AS_AGREED = 'as-agreed';
const NOT_URGENT = 'not-urgent';

export function Try({ draft_id = AS_AGREED }: { draft_id?: string | undefined }) {
  const { phone } = usePhone();
  const view = useLive(readArrangements);
  const [answer, setAnswer] = useState<Explained | null>(null);
  const form = useDraft<Question>(`try:${draft_id}`, {
    draft_id,
    at: localOf(new Date()),
    role: 'social_worker',
    category: NOT_URGENT,
  });
  if (!view || !form) return null;
  const submit = async (event: Event) => {
    event.preventDefault();
    const at = momentOf(form.values.at);
    if (!at) return form.setErrors({ at: words.errors.at });
    const told = await explain(phone, asked(form.values, at));
    form.setErrors(told.kind === 'told' ? {} : { at: told.message || words.errors.noSignal });
    setAnswer(told.kind === 'told' ? told.value : null);
  };
  return (
    <>
      <BackTo href="/arrangements">{arrangements.title}</BackTo>
      <Title name={words.title} />
      <p class="govuk-body">{words.hint}</p>
      <form onSubmit={submit} noValidate>
        <ErrorSummary errors={form.errors} />
        <Questions form={form} view={view} />
        <button class="govuk-button govuk-!-margin-top-4">{words.go}</button>
      </form>
      {answer && <Answers answer={answer} />}
    </>
  );
}

function asked(values: Partial<Question>, at: string) {
  const { draft_id, role = 'social_worker', category, page_failed = false } = values;
  return {
    at,
    role,
    page_failed,
    ...(category && category !== NOT_URGENT ? { category } : {}),
    ...(draft_id && draft_id !== AS_AGREED ? { draft_id } : {}),
  };
}

function Questions({ form, view }: { form: Form<Question>; view: ArrangementsView }) {
  const { profile } = useCalls().calling;
  const waiting = view.drafts.filter(
    ({ fields, only_here }) => fields.status === 'waiting' && !only_here,
  );
  const drafts = waiting.map((draft) => ({ value: draft.id, label: titleOf(draft) }));
  const categories = (profile?.urgent_categories ?? []).map(({ code, label }) => ({
    value: code,
    label,
  }));
  return (
    <>
      <Choices
        form={form}
        name="draft_id"
        legend={words.with}
        options={[{ value: AS_AGREED, label: words.asAgreed }, ...drafts]}
      />
      <When form={form} name="at" label={words.at} />
      <Choices form={form} name="role" legend={words.role} options={optionsOf(signIn.roles)} />
      <Choices
        form={form}
        name="category"
        legend={words.category}
        options={[{ value: NOT_URGENT, label: words.notUrgent }, ...categories]}
      />
      <Tick form={form} name="page_failed" label={words.page} />
    </>
  );
}

function Answers({ answer }: { answer: Explained }) {
  return (
    <div role="status">
      {answer.answers.map(({ key, title, words: said, decided_by, source }) => (
        <section class="ds-card" key={key}>
          <h2 class="govuk-heading-s">{title}</h2>
          <p class="govuk-body ds-words">{said}</p>
          {decided_by.map(({ setting, value, words: why, given }) => (
            <p class="govuk-body-s ds-quiet" key={setting}>
              {words.because(why, sayValue(value))}
              {given === false && words.own}
            </p>
          ))}
          <p class="govuk-body-s ds-quiet">{words.source(source.join('; '))}</p>
        </section>
      ))}
    </div>
  );
}
