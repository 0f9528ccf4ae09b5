/** Mails and contacts of a request, in sentences that claim no more than the server has said. */
import type { DispatchFields, RequestFields } from '../../domain';
import type { LocalRecord } from '../../store';
import type { IconName } from '../parts/icon';
import type { Tone } from '../parts/state';
import { sayShort, sayWhen } from '../say-time';
import { police as words } from '../words/police';

export interface MailLine {
  text: string;
  icon: IconName;
  tone: Tone;
}

type Dispatch = LocalRecord<'dispatch'>;

/** Invitations are told with who is invited. */
export const dispatchLines = (
  dispatches: readonly Dispatch[],
  request: RequestFields,
  now: Date,
): MailLine[] =>
  dispatches
    .filter(({ fields }) => fields.purpose !== 'invitation')
    .map(({ fields }) => mailLine(fields, request, now));

function mailLine(mail: DispatchFields, request: RequestFields, now: Date): MailLine {
  const { state, to_name: to } = mail;
  if (state === 'sent' || state === 'by_hand') return sentLine(mail, request, now);
  const said = { queued: words.queued, failed: words.failed, bounced: words.bounced } as const;
  const say = said[state as keyof typeof said] ?? words.stopped;
  const calm = state === 'queued';
  return { text: say(to), icon: calm ? 'clock' : 'warn', tone: calm ? 'warn' : 'urgent' };
}

/** A mail that was taken says nothing of who has read it, until the police were in contact. */
function sentLine(mail: DispatchFields, request: RequestFields, now: Date): MailLine {
  const { to_name, state, sent_at, purpose } = mail;
  const time = sent_at ? sayShort(sent_at, now) : '';
  const answered = purpose !== 'police' || Boolean(request.police_contact ?? request.police_told);
  const say = state === 'by_hand' ? words.byHand : answered ? words.sentAnswered : words.sent;
  return { text: say(to_name, time), icon: 'sent', tone: 'plain' };
}

export function contactLine(
  { police_contact, police_assigned }: RequestFields,
  now: Date,
): string | null {
  if (!police_contact) return null;
  const { name, rank, at } = police_contact;
  const who = [name ?? words.someone, rank].filter(Boolean).join(', ');
  const said = words.contact(who, sayWhen(at, now));
  return police_assigned ? `${said}. ${words.assigned(police_assigned.name)}` : said;
}

export const troubleLine = ({ dispatch_trouble }: RequestFields): string | null =>
  dispatch_trouble ? words.trouble(dispatch_trouble.words ?? dispatch_trouble.code) : null;
