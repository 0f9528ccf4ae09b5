/** All requests this person may see: theirs to act on first. */
import { readRequests } from '../../../store';
import { usePerson } from '../../app/phone';
import { useLive } from '../../app/use-live';
import { Title } from '../../parts/title';
import type { Request } from '../../reading/family';
import { requests as words } from '../../words';
import { needsMe, RequestRow } from './request-row';

export function Requests() {
  const all = useLive(readRequests);
  const person = usePerson();
  if (!all) return null;
  const mine = all.filter((request) => needsMe(request, person));
  const rest = all.filter((request) => !mine.includes(request));
  const isOver = ({ fields }: Request) =>
    fields.status === 'slot_confirmed' || fields.status === 'withdrawn';
  return (
    <>
      <Title name={words.title} />
      {all.length === 0 && <p class="govuk-body">{words.none}</p>}
      <Section title={words.yours} requests={mine} />
      <Section title={words.open} requests={rest.filter((request) => !isOver(request))} />
      <Section title={words.done} requests={rest.filter(isOver)} />
    </>
  );
}

function Section({ title, requests }: { title: string; requests: readonly Request[] }) {
  if (requests.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{title}</h2>
      <ul class="ds-list">
        {requests.map((request) => (
          <RequestRow key={request.id} request={request} />
        ))}
      </ul>
    </>
  );
}
