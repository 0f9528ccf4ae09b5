/** Days on which the office is closed, besides bank holidays. */
import { uuid7 } from '../../../domain';
import { readArrangements } from '../../../store';
import { useDraft } from '../../app/use-draft';
import { useLive } from '../../app/use-live';
import { ErrorMessage, ErrorSummary } from '../../parts/error-summary';
import { Line } from '../../parts/fields';
import { idOf } from '../../parts/form';
import { BackTo } from '../../parts/rows';
import { Title } from '../../parts/title';
import { sayDate } from '../../say-time';
import { arrangements, closures as words } from '../../words/arrangements';
import { usePropose } from './propose';

interface Closure {
  date: string;
  words: string;
}

const PATH = 'calendar.closures';

export function Closures() {
  const view = useLive(readArrangements);
  const propose = usePropose();
  if (!view) return null;
  const known = closuresOf(view.arrangements?.fields.document);
  const change = (closures: Closure[], note: string, id: string, form?: string) =>
    propose(id, { changes: { [PATH]: closures }, note }, form);
  return (
    <>
      <BackTo href="/arrangements">{arrangements.title}</BackTo>
      <Title name={words.title} />
      <p class="govuk-body">{words.hint}</p>
      {known.length === 0 && <p class="govuk-body">{words.none}</p>}
      {known.map((one) => (
        <div class="ds-card" key={one.date}>
          <p class="govuk-body">
            <strong>{sayDate(one.date)}</strong> {one.words}
          </p>
          <button
            type="button"
            class="govuk-button govuk-button--secondary"
            onClick={() =>
              change(
                known.filter((it) => it !== one),
                words.note,
                uuid7(),
              )
            }
          >
            {words.remove(sayDate(one.date))}
          </button>
        </div>
      ))}
      <AddClosure
        onAdd={(one, id, form) => change(inOrder([...known, one]), one.words, id, form)}
      />
    </>
  );
}

const inOrder = (closures: Closure[]): Closure[] =>
  closures.sort((one, other) => one.date.localeCompare(other.date));

function closuresOf(document: Record<string, unknown> | undefined): Closure[] {
  const calendar = (document?.['calendar'] ?? {}) as { closures?: Closure[] };
  return calendar.closures ?? [];
}

type AddProps = { onAdd: (one: Closure, id: string, form: string) => Promise<void> };

function AddClosure({ onAdd }: AddProps) {
  const form = useDraft<{ date: string; why: string }>('add-closure', {});
  if (!form) return null;
  const { date = '', why = '' } = form.values;
  const submit = async (event: Event) => {
    event.preventDefault();
    const errors = {
      ...(date ? {} : { date: words.errors.day }),
      ...(why.trim() ? {} : { why: words.errors.words }),
    };
    form.setErrors(errors);
    if (Object.keys(errors).length === 0)
      await onAdd({ date, words: why.trim() }, form.record_id, form.name);
  };
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={form.errors} />
      <div class="govuk-form-group">
        <label class="govuk-label govuk-!-font-weight-bold" for={idOf('date')}>
          {words.day}
        </label>
        <ErrorMessage name="date" error={form.errors['date']} />
        <input
          class="govuk-input govuk-input--width-10"
          id={idOf('date')}
          type="date"
          value={date}
          onInput={(event) => form.set('date', event.currentTarget.value)}
        />
      </div>
      <Line form={form} name="why" label={words.words} />
      <button class="govuk-button">{words.add}</button>
    </form>
  );
}
