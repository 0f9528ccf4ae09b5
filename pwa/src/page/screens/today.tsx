/** Today: what is urgent, which clocks run, who to visit; at a desk, what needs a decision. */
import {
  readFamily,
  readRequests,
  readToday,
  type FamilyView,
  type PersonStore,
  type TodayView,
} from '../../store';
import { usePerson } from '../app/phone';
import { hasFamilies, worksAtDesk } from '../app/roles';
import { useLive } from '../app/use-live';
import { useNow } from '../app/use-now';
import { Title } from '../parts/title';
import { runningClocks, type RunningClock } from '../reading/clocks';
import type { Request } from '../reading/family';
import { saySpan, sayLongDay, sayWhen } from '../say-time';
import { Row } from '../parts/rows';
import { today as words } from '../words';
import { NotSent } from './desk/not-sent';
import { RequestRow, needsMe } from './desk/request-row';
import { Who } from './who';
import { VisitRows } from './visit-rows';

interface Day {
  today: TodayView;
  requests: Request[];
  files: FamilyView[];
}

async function readDay(store: PersonStore): Promise<Day> {
  const [today, requests] = await Promise.all([readToday(store), readRequests(store)]);
  const cases = [...new Set(requests.map((request) => request.fields.case_id))];
  const files = await Promise.all(cases.map((id) => readFamily(store, id)));
  return { today, requests, files: files.filter((file) => file !== null) };
}

export function Today() {
  const day = useLive(readDay);
  const now = useNow();
  const person = usePerson();
  if (!day) return null;
  const unsent = day.requests.filter((request) => request.only_here && request.fields.urgent);
  return (
    <>
      <Title name={words.title} />
      <p class="govuk-body ds-quiet">{sayLongDay(now)}</p>
      {unsent.map((request) => (
        <NotSent key={request.id} request={request} />
      ))}
      {worksAtDesk(person.role) && <Desk requests={day.requests} />}
      <Clocks day={day} now={now} />
      {hasFamilies(person.role) && <VisitRows today={day.today} />}
      {!worksAtDesk(person.role) && <OpenRequests requests={day.requests} />}
      <Who />
    </>
  );
}

function Desk({ requests }: { requests: Request[] }) {
  const person = usePerson();
  const mine = requests.filter((request) => needsMe(request, person));
  return (
    <>
      <h2 class="govuk-heading-m">{words.desk}</h2>
      {mine.length === 0 && <p class="govuk-body">{words.deskNothing}</p>}
      <ul class="ds-list">
        {mine.map((request) => (
          <RequestRow key={request.id} request={request} />
        ))}
      </ul>
    </>
  );
}

function OpenRequests({ requests }: { requests: Request[] }) {
  const open = requests.filter(({ fields }) => fields.status !== 'withdrawn');
  if (open.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{words.requests}</h2>
      <ul class="ds-list">
        {open.map((request) => (
          <RequestRow key={request.id} request={request} />
        ))}
      </ul>
    </>
  );
}

function Clocks({ day, now }: { day: Day; now: Date }) {
  const clocks = runningClocks(day.today.attempts, day.requests, day.files);
  if (clocks.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{words.clocks}</h2>
      <ul class="ds-list">
        {clocks.map((clock) => (
          <ClockRow key={clock.key} clock={clock} now={now} />
        ))}
      </ul>
    </>
  );
}

function ClockRow({ clock, now }: { clock: RunningClock; now: Date }) {
  const left = Date.parse(clock.due_at) - now.getTime();
  const said = left >= 0 ? words.left(saySpan(left)) : words.overdue(saySpan(-left));
  return (
    <Row
      href={`/families/${clock.case_id}`}
      title={clock.text}
      more={`${said}. ${words.by(sayWhen(clock.due_at, now))}`}
      tone={left < 0 ? 'urgent' : 'warn'}
    />
  );
}
