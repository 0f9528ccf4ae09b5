/** Notes on a family, and writing one. */
import { useState } from 'preact/hooks';
import type { NoteFields } from '../../domain';
import type { LocalRecord } from '../../store';
import { useDraft } from '../app/use-draft';
import { useColleagues } from '../app/use-colleagues';
import { useNow } from '../app/use-now';
import { useSave } from '../app/use-save';
import { ErrorSummary } from '../parts/error-summary';
import { Text } from '../parts/fields';
import { Restored } from '../parts/restored';
import { Waiting } from '../parts/rows';
import { sayWhen } from '../say-time';
import { common, conflict, family as words } from '../words';

export function Notes({
  case_id,
  notes,
}: {
  case_id: string;
  notes: readonly LocalRecord<'note'>[];
}) {
  const now = useNow();
  const nameOf = useColleagues();
  return (
    <>
      <h2 class="govuk-heading-m">{words.notes}</h2>
      {notes.map((note) => (
        <div class="ds-card" key={note.id}>
          <p class="govuk-body ds-words govuk-!-margin-bottom-1">{note.fields.text}</p>
          <p class="govuk-body-s ds-quiet govuk-!-margin-bottom-0">
            {conflict.by(nameOf(note.made_by), sayWhen(note.made_at, now))}{' '}
            <Waiting record={note} />
          </p>
        </div>
      ))}
      <AddNote case_id={case_id} />
    </>
  );
}

function AddNote({ case_id }: { case_id: string }) {
  const save = useSave();
  const form = useDraft<NoteFields>(`note:${case_id}`, {});
  const [open, setOpen] = useState(false);
  if (!form) return null;
  const submit = async (event: Event) => {
    event.preventDefault();
    const text = form.values.text?.trim();
    if (!text) return form.setErrors({ text: words.noteError });
    const note = {
      kind: 'add_note',
      record_id: form.record_id,
      fields: { case_id, text },
    } as const;
    if (!(await save([note], form.name))) return;
    form.clear();
    setOpen(false);
  };
  if (!open && !form.values.text)
    return (
      <button
        type="button"
        class="govuk-button govuk-button--secondary"
        onClick={() => setOpen(true)}
      >
        {words.addNote}
      </button>
    );
  return (
    <form onSubmit={submit} noValidate>
      <ErrorSummary errors={form.errors} />
      <Restored form={form} />
      <Text form={form} name="text" label={words.noteLabel} hint={words.noteHint} />
      <button class="govuk-button">{common.save}</button>
    </form>
  );
}
