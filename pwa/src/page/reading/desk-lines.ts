/** What a row of a desk says of its request, in words. */
import { saySpan, sayWhen } from '../say-time';
import { desks as words } from '../words';
import type { Seen } from './desks';
import { waitsOn } from './whose-turn';

/** What this person is to do; of what waits for others, for whom. */
export function stepOf({ mine, request }: Seen): string {
  const [first] = mine;
  return first ? (words.todo[first.what] ?? words.todoOther) : waitsOn(request);
}

/** A running time, so that a list without signal is still right. */
export function sayDue({ due_at, request }: Seen, now: Date): string | null {
  if (due_at === null || request.fields.status === 'slot_confirmed') return null;
  const left = Date.parse(due_at) - now.getTime();
  if (left < 0) return words.overdue(saySpan(-left));
  return `${words.left(saySpan(left))}, ${words.by(sayWhen(due_at, now))}`;
}

/** Why it is urgent, who has it at the police, who has replied, what information has come. */
export function beside(seen: Seen, nameOf: (id: string | null | undefined) => string): string[] {
  const { police_assigned: given, category_label } = seen.request.fields;
  const { person, invitations } = seen;
  const is_own = given?.person_id === person.id;
  const assigned = given && !is_own ? assignedWords(given, nameOf) : null;
  return [category_label, assigned, ...sayReplies(invitations)].filter(
    (line): line is string => typeof line === 'string',
  );
}

function assignedWords(
  { name, person_id, delegated }: NonNullable<Seen['request']['fields']['police_assigned']>,
  nameOf: (id: string | null | undefined) => string,
): string {
  const who = name || nameOf(person_id);
  return delegated ? words.delegatedTo(who) : words.givenTo(who);
}

function sayReplies(invitations: Seen['invitations']): string[] {
  const of = invitations.length;
  if (of === 0) return [];
  const came = invitations.filter(({ fields }) => (fields.reply ?? 'none') !== 'none').length;
  const told = invitations.filter(({ fields }) => isTold(fields.information)).length;
  return [words.replies(came, of), words.information(told, of)];
}

const isTold = (state: string | null | undefined): boolean =>
  state === 'submitted' || state === 'will_bring' || state === 'nothing_held';
