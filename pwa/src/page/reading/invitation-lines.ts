/** Invitations as lines: who, what they replied, whether their information has come. */
import type { InvitationFields, Reply } from '../../domain';
import type { LocalRecord } from '../../store';
import type { IconName } from '../parts/icon';
import type { Tone } from '../parts/state';
import { sayShort } from '../say-time';
import { invitations as words } from '../words/invitations';
import { asking } from '../words/request-form';

export interface InvitationLine {
  key: string;
  who: string;
  reply: string;
  information: string;
  icon: IconName;
  tone: Tone;
}

export const invitationLines = (
  invitations: readonly LocalRecord<'invitation'>[],
  now: Date,
): InvitationLine[] =>
  invitations.map(({ id, fields }) => ({
    key: id,
    who: whoIs(fields),
    reply: sayReply(fields, now),
    information: fields.removed_at ? '' : words.informations[fields.information ?? 'none'],
    ...(fields.removed_at ? removed : looks[fields.reply ?? 'none']),
  }));

interface Look {
  icon: IconName;
  tone: Tone;
}

const removed: Look = { icon: 'warn', tone: 'plain' };
const looks: Record<Reply, Look> = {
  none: { icon: 'clock', tone: 'plain' },
  accepted: { icon: 'tick', tone: 'good' },
  declined: { icon: 'warn', tone: 'warn' },
  tentative: { icon: 'clock', tone: 'warn' },
};

function whoIs({ name, role, agency }: InvitationFields): string {
  const called = asking.people.agencies[agency] ?? agency.replaceAll('_', ' ');
  return [name, role, called].filter(Boolean).join(', ');
}

function sayReply({ reply = 'none', replied_at, removed_at }: InvitationFields, now: Date): string {
  if (removed_at) return words.removed;
  const said = words.replies[reply];
  return replied_at && reply !== 'none' ? words.at(said, sayShort(replied_at, now)) : said;
}
