/** What was escalated, in sentences, and the number that the request gives for who must be reached. */
import type { RequestView } from '../../store';
import { sayShort } from '../say-time';
import { agency as words } from '../words';

export const escalationLines = (
  escalations: RequestView['escalations'],
  nameOf: (id: string | null | undefined) => string,
  now: Date,
): string[] =>
  escalations.map(({ fields: { event, words: said, at, by, contact } }) => {
    const what = words.events[event] ?? words.eventOther;
    const who = contact ?? (by ? nameOf(by) : null);
    return [`${sayShort(at, now)} ${what}`, said, who].filter(Boolean).join('. ');
  });

/** Who raised it can be reached for the next hour, and knows where the manager is (N-23). */
export const reachOf = ({ request }: Pick<RequestView, 'request'>): string | null =>
  request.fields.reachable_number || null;
