/** What the police note: screened and passed on, or what research has found (N-21, N-22). Never edited, only added to. */
import { discussionFeed, type PoliceNoteFields } from '../../../domain';
import { useDraft } from '../../app/use-draft';
import { Choices, optionsOf } from '../../parts/choices';
import { Text } from '../../parts/fields';
import { agency as words } from '../../words';
import { Decision, missing } from '../request/decision';
import type { DeedProps } from '../request/deeds';

type Note = Pick<PoliceNoteFields, 'kind' | 'words'>;

export function PoliceNote({ view: { request }, onDone }: DeedProps) {
  const form = useDraft<Note>(`police-note:${request.id}`, {});
  if (!form) return null;
  const changes = ({ kind = 'research', words: said = '' }: Partial<Note>) => [
    {
      kind: 'add_police_note' as const,
      record_id: form.record_id,
      feed: discussionFeed(request.id),
      fields: { request_id: request.id, kind, words: said.trim() },
    },
  ];
  return (
    <Decision
      form={form}
      check={(values) => missing(values, words.noteErrors)}
      changes={changes}
      save={words.noteSave}
      onDone={onDone}
    >
      <Choices form={form} name="kind" legend={words.noteKind} options={optionsOf(words.notes)} />
      <Text form={form} name="words" label={words.noteWords} />
    </Decision>
  );
}
