/** Which family and which children: found offline, a few letters at a time. */
import { useState } from 'preact/hooks';
import { readFamilies, searchFamilies } from '../../../store';
import type { DraftForm } from '../../app/use-draft';
import { useLive } from '../../app/use-live';
import { useNow } from '../../app/use-now';
import { Choices, Ticks } from '../../parts/choices';
import { describedBy, idOf } from '../../parts/form';
import { ErrorMessage } from '../../parts/error-summary';
import { childFlags, childName } from '../../reading/family';
import type { RequestDraft } from '../../reading/request-form';
import { sayAge } from '../../say-time';
import { urgent as words } from '../../words';

const SHOWN = 6;

export function WhichFamily({ form }: { form: DraftForm<RequestDraft> }) {
  const rows = useLive(readFamilies) ?? [];
  const [typed, setTyped] = useState('');
  const chosen = rows.find((row) => row.family.id === form.values.case_id);
  if (chosen)
    return (
      <p class="govuk-body">
        <strong>{words.chosen(chosen.family.fields.name)}</strong>{' '}
        <button type="button" class="ds-button-link" onClick={() => form.set('case_id', '')}>
          {words.changeFamily}
        </button>
      </p>
    );
  const found = searchFamilies(rows, typed).slice(0, SHOWN);
  const options = found.map(({ family }) => ({ value: family.id, label: family.fields.name, hint: family.fields.address }));
  return (
    <div class="govuk-form-group">
      <label class="govuk-label govuk-!-font-weight-bold" for="family-search">
        {words.family}
      </label>
      <div class="govuk-hint" id="hint-family-search">
        {words.familySearch}
      </div>
      <input
        class="govuk-input govuk-!-margin-bottom-2"
        id="family-search"
        type="search"
        autocomplete="off"
        aria-describedby={describedBy('family-search', true)}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <Choices form={form} name="case_id" legend={words.familyFound(found.length)} options={options} />
    </div>
  );
}

export function WhichChildren({ form }: { form: DraftForm<RequestDraft> }) {
  const now = useNow();
  const rows = useLive(readFamilies) ?? [];
  const children = rows.find((row) => row.family.id === form.values.case_id)?.children ?? [];
  if (children.length === 0)
    return (
      <div id={idOf('child_ids')}>
        <ErrorMessage name="child_ids" error={form.values.case_id ? form.errors['child_ids'] : undefined} />
      </div>
    );
  const options = children.map((child) => ({
    value: child.id,
    label: `${childName(child.fields)}, ${sayAge(child.fields.date_of_birth, now)}`,
    hint: childFlags(child.fields).map((flag) => flag.text).join(', ') || undefined,
  }));
  return <Ticks form={form} name="child_ids" legend={words.children} options={options} />;
}
