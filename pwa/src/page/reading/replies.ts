/** A reply to an invitation and the information with it, as a form and as changes. */
import type { InformationState, Reply } from '../../domain';
import type { LocalRecord, NewChange } from '../../store';
import { written, type Errors } from '../parts/form';
import { agency as words } from '../words';

export interface Replied {
  reply: Exclude<Reply, 'none'>;
  information: Exclude<InformationState, 'asked' | 'none'>;
  note: string;
}

/** One's own answer says whether one comes; what was taken by telephone may be about the information alone. */
export function replyErrors({ reply, information }: Partial<Replied>, own: boolean): Errors {
  if (reply || (information && !own)) return {};
  return { reply: words.replyError };
}

export function replyChanges(
  { id, fields }: LocalRecord<'invitation'>,
  { reply, information, note }: Partial<Replied>,
): NewChange[] {
  const said = { note: written(note) };
  const told = information ? { information } : {};
  if (reply && reply !== fields.reply)
    return [{ kind: 'reply_to_invitation', record_id: id, fields: { reply, ...told, ...said } }];
  return information
    ? [{ kind: 'note_information', record_id: id, fields: { information, ...said } }]
    : [];
}
