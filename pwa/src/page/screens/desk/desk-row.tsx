/** A request on a desk: the one next step first, when it is due, then what is known of the police. */
import { useColleagues } from '../../app/use-colleagues';
import { Row } from '../../parts/rows';
import { State, Tag } from '../../parts/state';
import type { Seen } from '../../reading/desks';
import { beside, sayDue, stepOf } from '../../reading/desk-lines';
import { isOver } from '../../reading/request-state';
import { requests as words } from '../../words';
import { isCallOwed } from '../../reading/whose-desk';
import { Decided, PoliceState } from './request-row';

export function DeskRow({ seen, now }: { seen: Seen; now: Date }) {
  const nameOf = useColleagues();
  const { request } = seen;
  return (
    <Row href={`/requests/${request.id}`} title={<Named seen={seen} />} tone={toneOf(seen)}>
      <span class="ds-desk__step">{stepOf(seen)}</span>
      <Due seen={seen} now={now} />
      <span class="ds-desk__lines">
        {beside(seen, nameOf).map((line) => (
          <span key={line}>{line}</span>
        ))}
      </span>
      <Decided request={request} />
      <PoliceState request={request} />
    </Row>
  );
}

function Named({ seen: { request } }: { seen: Seen }) {
  const { ref, urgent, authority } = request.fields;
  return (
    <>
      {ref ?? words.noRef}{' '}
      {urgent && (
        <Tag tone="urgent" icon="warn">
          {words.urgent}
        </Tag>
      )}{' '}
      {authority && <Tag>{authority}</Tag>}
    </>
  );
}

function Due({ seen, now }: { seen: Seen; now: Date }) {
  const said = sayDue(seen, now);
  if (!said) return null;
  return (
    <State icon={seen.late ? 'warn' : 'clock'} tone={seen.late ? 'urgent' : 'plain'}>
      {said}
    </State>
  );
}

function toneOf(seen: Seen): 'urgent' | 'warn' | 'done' | undefined {
  const { status } = seen.request.fields;
  if (isOver(status)) return undefined;
  if (isCallOwed(seen.request) || (seen.late && seen.mine.length > 0)) return 'urgent';
  if (status === 'slot_confirmed') return 'done';
  return seen.mine.length > 0 ? 'warn' : undefined;
}
