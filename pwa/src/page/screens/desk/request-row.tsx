/** A request in a list: what it is, where it stands, what was told to the police. */
import type { Person } from '../../../domain';
import { useNow } from '../../app/use-now';
import { useCalls } from '../../app/calls';
import { Row } from '../../parts/rows';
import { State, Tag } from '../../parts/state';
import type { Request } from '../../reading/family';
import { sayShort, sayWhen } from '../../say-time';
import { requests as words, states } from '../../words';

export function RequestRow({ request }: { request: Request }) {
  const { fields } = request;
  const { calling } = useCalls();
  const category = calling.profile?.urgent_categories.find((one) => one.code === fields.category)?.label;
  const title = fields.ref ?? words.noRef;
  const more = [category, request.only_here ? null : words.statuses[fields.status ?? 'awaiting_authorisation']];
  return (
    <Row
      href={`/requests/${request.id}`}
      title={title}
      more={more.filter(Boolean).join('. ')}
      tone={request.only_here ? 'urgent' : fields.status === 'slot_confirmed' ? 'done' : 'warn'}
    >
      <span class="ds-tags">{fields.urgent && <Tag tone="urgent" icon="warn">{words.urgent}</Tag>}</span>
      <PoliceState request={request} />
    </Row>
  );
}

/** The one sentence on the police. It says "told" only when the server did. */
export function PoliceState({ request }: { request: Request }) {
  const now = useNow();
  const { police_told, urgent, received_at, confirmed, status } = request.fields;
  if (request.only_here)
    return <State icon="warn" tone="urgent">{urgent ? states.notSent : states.saved}</State>;
  if (status === 'slot_confirmed' && confirmed)
    return <State icon="tick" tone="good">{words.confirmedFor(sayWhen(confirmed.starts_at, now))}</State>;
  if (police_told)
    return <State icon="tick" tone="good">{states.policeTold(police_told.answered_by ?? words.someone, sayShort(police_told.at, now))}</State>;
  const sent = received_at ?? request.received_at;
  return <State icon="sent">{sent ? states.sentNoReply(sayShort(sent, now)) : states.saved}</State>;
}

/** The one obvious next step is this person's. */
export function needsMe(request: Request, person: Person): boolean {
  const { status, raised_by } = request.fields;
  if (request.waiting > 0) return false;
  if (status === 'awaiting_authorisation') return person.role === 'team_manager';
  if (status === 'authorised') return person.role === 'business_support' || person.role === 'team_manager';
  return status === 'returned' && (raised_by ?? request.made_by) === person.id;
}
