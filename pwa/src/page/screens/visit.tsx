/** One visit: a card for each child, and how it ends. */
import { readVisit, type VisitView } from '../../store';
import { useLive } from '../app/use-live';
import { useDraftNames } from '../app/use-draft';
import { useNow } from '../app/use-now';
import { BackTo, Flags, Row, Waiting } from '../parts/rows';
import { State } from '../parts/state';
import { Title } from '../parts/title';
import { checkOf, childFlags, childName, type Child } from '../reading/family';
import { sayAge, sayWhen } from '../say-time';
import { labelOf, sayCheck } from '../say-check';
import { calling, family as familyWords, pictures, visit as words } from '../words';
import { asking } from '../words/request-form';
import { ConflictLinks } from './conflict-links';
import { StaffSafety } from './family';
import { NotFound } from './not-found';
import { AddPicture } from './pictures/add-picture';
import { Pictures } from './pictures/pictures';
import { EndVisit, StartVisit } from './end-visit';
import { Link } from 'wouter-preact';

export function VisitPage({ id }: { id: string }) {
  const view = useLive((store) => readVisit(store, id), [id]);
  if (view === undefined) return null;
  if (view === null) return <NotFound />;
  const { visit, family } = view;
  return (
    <>
      <BackTo href={`/families/${visit.fields.case_id}`}>
        {family?.fields.name ?? familyWords.pageTitle}
      </BackTo>
      <Title name={words.pageTitle}>
        {words.at(labelOf(words.places, visit.fields.place).toLowerCase())}
      </Title>
      <Facts view={view} />
      <ConflictLinks record={visit} />
      {family && <StaffSafety file={{ family }} />}
      <StartVisit visit={visit} />
      <h2 class="govuk-heading-m govuk-!-margin-bottom-1">{familyWords.children}</h2>
      <p class="govuk-body-s ds-quiet">{words.siblings}</p>
      <ul class="ds-list">
        {view.children.map((child) => (
          <ChildCard key={child.id} child={child} view={view} />
        ))}
      </ul>
      <VisitPictures view={view} />
      <Link
        href={`/urgent/visit/${id}`}
        className="govuk-button govuk-button--warning"
        role="button"
      >
        {calling.urgentFromHere}
      </Link>
      <Link href={`/ask/visit/${id}`} className="govuk-link ds-tap">
        {asking.link}
      </Link>
      <EndVisit view={view} />
    </>
  );
}

function VisitPictures({ view }: { view: VisitView }) {
  const { id, fields } = view.visit;
  return (
    <>
      <h2 class="govuk-heading-m">{pictures.title}</h2>
      <Pictures attachments={view.attachments} />
      <AddPicture case_id={fields.case_id} subject_id={id} />
    </>
  );
}

function Facts({ view }: { view: VisitView }) {
  const now = useNow();
  const {
    status = 'planned',
    planned_at,
    started_at,
    ended_at,
    place_detail,
    purpose,
    reason,
  } = view.visit.fields;
  const facts = [
    place_detail,
    purpose,
    !started_at && planned_at && words.plannedFor(sayWhen(planned_at, now)),
    started_at && words.startedAt(sayWhen(started_at, now)),
    ended_at && words.endedAt(sayWhen(ended_at, now)),
    reason,
  ].filter(Boolean);
  return (
    <p class="govuk-body">
      <strong>{words.statuses[status]}.</strong> {facts.join('. ')} <Waiting record={view.visit} />
    </p>
  );
}

function ChildCard({ child, view }: { child: Child; view: VisitView }) {
  const now = useNow();
  const drafts = useDraftNames();
  const check = checkOf(view.checks, child.id);
  const { fields } = child;
  const started = drafts.has(`check:${view.visit.id}:${child.id}`);
  return (
    <Row
      href={`/visits/${view.visit.id}/children/${child.id}`}
      title={`${childName(fields)}, ${sayAge(fields.date_of_birth, now)}`}
      tone={check ? 'done' : 'warn'}
    >
      <span class="ds-row__more">
        {check ? (
          <State icon="tick" tone="good">
            {sayCheck(check.fields)}
          </State>
        ) : (
          <State icon="clock">{started ? words.draft : words.notYet}</State>
        )}
      </span>
      {check && <Waiting record={check} />}
      <Flags flags={childFlags(fields)} />
    </Row>
  );
}
