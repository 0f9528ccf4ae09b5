/** A request in a list: what it is, where it stands, what was told to the police. */
import type { PoliceTold, UrgentCall } from '../../../domain';
import { useNow } from '../../app/use-now';
import { useCalls } from '../../app/calls';
import { usePerson } from '../../app/phone';
import { isPolice } from '../../app/roles';
import { Row } from '../../parts/rows';
import { State, Tag } from '../../parts/state';
import type { Request } from '../../reading/family';
import { sayNotSent } from '../../reading/not-sent';
import { isCallOwed } from '../../reading/whose-desk';
import { sayShort, sayWhen } from '../../say-time';
import { requests as words, states } from '../../words';

export function RequestRow({ request }: { request: Request }) {
  const { fields, only_here } = request;
  const { calling } = useCalls();
  const category = calling.profile?.urgent_categories.find(
    (one) => one.code === fields.category,
  )?.label;
  const stands = only_here ? null : words.statuses[fields.status ?? 'awaiting_authorisation'];
  return (
    <Row
      href={`/requests/${request.id}`}
      title={fields.ref ?? words.noRef}
      more={[category, stands].filter(Boolean).join('. ')}
      tone={toneOf(request)}
    >
      <UrgentTags request={request} />
      <Decided request={request} />
      <PoliceState request={request} />
    </Row>
  );
}

function UrgentTags({ request }: { request: Request }) {
  const { role } = usePerson();
  return (
    <span class="ds-tags">
      {request.fields.urgent && (
        <Tag tone="urgent" icon="warn">
          {words.urgent}
        </Tag>
      )}
      {isCallOwed(request) && (
        <Tag tone="urgent" icon="phone">
          {sayCalls('required', isPolice(role))}
        </Tag>
      )}
    </span>
  );
}

/** What is still owed to the police is not theirs to do. */
export const sayCalls = (call: UrgentCall, police: boolean): string =>
  police && call === 'required' ? words.noCallRecorded : words.calls[call];

function toneOf({ only_here, fields }: Request): 'urgent' | 'done' | 'warn' {
  if (only_here || isCallOwed({ fields })) return 'urgent';
  return fields.status === 'slot_confirmed' ? 'done' : 'warn';
}

/** What a desk decided. It stands beside what the police know: neither hides the other. */
export function Decided({ request }: { request: Request }) {
  const now = useNow();
  const { status, confirmed, returned } = request.fields;
  if (status === 'slot_confirmed' && confirmed)
    return (
      <State icon="tick" tone="good">
        {words.confirmedFor(sayWhen(confirmed.starts_at, now))}
      </State>
    );
  if (status !== 'returned' || !returned) return null;
  return (
    <State icon="warn">{words.returnedAt(sayShort(returned.at, now), returned.reasons)}</State>
  );
}

/** The one sentence on the police, whatever a desk decided. It says "told" only when the server did. */
export function PoliceState({ request }: { request: Request }) {
  const now = useNow();
  const { police_told, urgent } = request.fields;
  if (request.only_here)
    return (
      <State icon="warn" tone="urgent">
        {urgent ? sayNotSent(request, now) : states.saved}
      </State>
    );
  if (police_told) return <Told told={police_told} now={now} />;
  return <Sent request={request} now={now} />;
}

function Told({ told, now }: { told: PoliceTold; now: Date }) {
  const say = told.how === 'call' ? states.policeTold : states.policeInTouch;
  const said = say(told.answered_by ?? words.someone, sayShort(told.at, now));
  return (
    <State icon="tick" tone="good">
      {said}
    </State>
  );
}

function Sent({ request, now }: { request: Request; now: Date }) {
  const { status, received_at } = request.fields;
  const at = received_at ?? request.received_at;
  if (!at) return <State icon="sent">{states.saved}</State>;
  const sent = sayShort(at, now);
  const { police_spoken_at: spoke } = request;
  const untold = status === 'withdrawn' ? states.sentNeverTold : states.sentNotTold;
  return (
    <State icon="sent">{spoke ? states.sentSpoke(sent, sayShort(spoke, now)) : untold(sent)}</State>
  );
}
