/** Which family and which children: found offline, a few letters at a time. */
import { useState } from 'preact/hooks';
import { readFamilies, searchFamilies, type FamilyRow } from '../../../store';
import type { DraftForm } from '../../app/use-draft';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { Choices, Ticks, type Option } from '../../parts/choices';
import { describedBy, idOf, type Form } from '../../parts/form';
import { ErrorMessage } from '../../parts/error-summary';
import { childFlags, childName } from '../../reading/family';
import type { RequestDraft } from '../../reading/request-form';
import { sayAge } from '../../say-time';
import { urgent as words } from '../../words';

const SHOWN = 6;

/** A request or a note: what says which family it is about. */
export type AboutFamily = Form<{ case_id: string }>;

export function WhichFamily({ form }: { form: AboutFamily }) {
  const rows = useLive(readFamilies) ?? [];
  const chosen = rows.find((row) => row.family.id === form.values.case_id);
  if (!chosen) return <FindFamily form={form} rows={rows} />;
  return (
    <p class="govuk-body">
      <strong>{words.chosen(chosen.family.fields.name)}</strong>{' '}
      <button type="button" class="ds-button-link" onClick={() => form.set('case_id', '')}>
        {words.changeFamily}
      </button>
    </p>
  );
}

function FindFamily({ form, rows }: { form: AboutFamily; rows: FamilyRow[] }) {
  const [typed, setTyped] = useState('');
  const error = form.errors['case_id'];
  const found = typed.trim() ? searchFamilies(rows, typed).slice(0, SHOWN) : [];
  const options = found.map(({ family: { id, fields } }) => ({
    value: id,
    label: fields.name,
    hint: fields.address,
  }));
  return (
    <div class={error ? 'govuk-form-group govuk-form-group--error' : 'govuk-form-group'}>
      <label class="govuk-label govuk-!-font-weight-bold" for={idOf('case_id')}>
        {words.family}
      </label>
      <div class="govuk-hint" id="hint-case_id">
        {words.familySearch}
      </div>
      <ErrorMessage name="case_id" error={error} />
      <input
        class={`govuk-input govuk-!-margin-bottom-2 ${error ? 'govuk-input--error' : ''}`}
        id={idOf('case_id')}
        type="search"
        autocomplete="off"
        aria-describedby={describedBy('case_id', true, error)}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      {typed.trim() && <Found form={form} options={options} />}
    </div>
  );
}

function Found({ form, options }: { form: AboutFamily; options: Option[] }) {
  const inner = { ...form, errors: {} };
  return (
    <Choices
      form={inner}
      name="case_id"
      id="found-families"
      legend={words.familyFound(options.length)}
      options={options}
    />
  );
}

export function WhichChildren({ form }: { form: DraftForm<RequestDraft> }) {
  const now = useNow();
  const rows = useLive(readFamilies) ?? [];
  const children = rows.find((row) => row.family.id === form.values.case_id)?.children ?? [];
  if (children.length === 0)
    return (
      <div id={idOf('child_ids')}>
        <ErrorMessage
          name="child_ids"
          error={form.values.case_id ? form.errors['child_ids'] : undefined}
        />
      </div>
    );
  const options = children.map((child) => ({
    value: child.id,
    label: `${childName(child.fields)}, ${sayAge(child.fields.date_of_birth, now)}`,
    hint:
      childFlags(child.fields)
        .map((flag) => flag.text)
        .join(', ') || undefined,
  }));
  return <Ticks form={form} name="child_ids" legend={words.children} options={options} />;
}
