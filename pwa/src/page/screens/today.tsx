/** Today: what is urgent, which clocks run, who to visit; at a desk, what needs a decision. */
import { useState } from 'preact/hooks';
import {
  readDesk,
  readFamily,
  readRequests,
  readToday,
  type DeskRequest,
  type FamilyView,
  type PersonStore,
  type TodayView,
} from '../../store';
import type { Person } from '../../domain';
import { NotAllHere } from '../app/not-all-here';
import { usePerson } from '../app/phone';
import { hasFamilies, hasRequests, looksAfterPhones } from '../app/roles';
import { useLive } from '../app/use-live';
import { useNow } from '../app/use-now';
import { Title } from '../parts/title';
import { runningClocks, type RunningClock } from '../reading/clocks';
import type { Request } from '../reading/family';
import { isOver } from '../reading/request-state';
import { saySpan, sayLongDay, sayWhen } from '../say-time';
import { Row } from '../parts/rows';
import { common, today as words } from '../words';
import { NotSent } from './request/not-sent';
import { DeskToday } from './desk/desk-today';
import { RequestRow } from './desk/request-row';
import { turnsOf } from '../reading/whose-desk';
import { PhonesThatNeedMe } from './staff/phones-that-need-me';
import { TryAlertsCard } from './try-alerts-card';
import { Who } from './who';
import { VisitRows } from './visit-rows';

interface Day {
  today: TodayView;
  requests: Request[];
  files: FamilyView[];
  desk: DeskRequest[] | null;
}

async function readDay(store: PersonStore): Promise<Day> {
  const [today, desk] = await Promise.all([readToday(store), readOwnDesk(store)]);
  const requests = desk ? desk.map(({ request }) => request) : await readRequests(store);
  const cases = [...new Set(requests.map((request) => request.fields.case_id))];
  const files = await Promise.all(cases.map((id) => readFamily(store, id)));
  return { today, desk, requests, files: files.filter((file) => file !== null) };
}

/** Null for who visits families: their requests alone are read. */
const readOwnDesk = async (store: PersonStore): Promise<DeskRequest[] | null> =>
  hasRequests(store.person.role) ? readDesk(store) : null;

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
      {hasFamilies(person.role) && <NotAllHere />}
      {unsent.map((request) => (
        <NotSent key={request.id} request={request} />
      ))}
      {day.desk ? <DeskToday all={day.desk} /> : <NeedsMe requests={day.requests} />}
      {looksAfterPhones(person.role) && <PhonesThatNeedMe />}
      <Clocks day={day} now={now} />
      {hasFamilies(person.role) && <VisitRows today={day.today} />}
      {!day.desk && <OpenRequests requests={day.requests} />}
      <TryAlertsCard />
      <Who />
    </>
  );
}

const needsMe = (request: Request, person: Person): boolean =>
  request.waiting === 0 && turnsOf(request, person).length > 0;

function NeedsMe({ requests }: { requests: Request[] }) {
  const person = usePerson();
  const mine = requests.filter((request) => needsMe(request, person));
  if (mine.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{words.desk}</h2>
      <RequestList requests={mine} />
    </>
  );
}

function OpenRequests({ requests }: { requests: Request[] }) {
  const person = usePerson();
  const open = requests.filter(
    (request) => !isOver(request.fields.status) && !needsMe(request, person),
  );
  if (open.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{words.requests}</h2>
      <RequestList requests={open} />
    </>
  );
}

const RequestList = ({ requests }: { requests: Request[] }) => (
  <ul class="ds-list">
    {requests.map((request) => (
      <RequestRow key={request.id} request={request} />
    ))}
  </ul>
);

const SHOWN = 3;

/** The nearest first; the rest a tap away, so that a long list never hides the day's visits. */
function Clocks({ day, now }: { day: Day; now: Date }) {
  const [all, setAll] = useState(false);
  const clocks = runningClocks(day.today.attempts, day.requests, day.files);
  const shown = all ? clocks : clocks.slice(0, SHOWN);
  if (clocks.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{words.clocks}</h2>
      <ul class="ds-list">
        {shown.map((clock) => (
          <ClockRow key={clock.key} clock={clock} now={now} />
        ))}
      </ul>
      {clocks.length > shown.length && (
        <button
          type="button"
          class="govuk-button govuk-button--secondary"
          onClick={() => setAll(true)}
        >
          {common.showMore(clocks.length - shown.length)}
        </button>
      )}
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
