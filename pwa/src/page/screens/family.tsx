/** One family: what to know first, what to do now, who is in it, what was done before. */
import { Link } from 'wouter-preact';
import { readFamily, type FamilyView } from '../../store';
import { useColleagues } from '../app/use-colleagues';
import { allocates } from '../app/roles';
import { useLive } from '../app/use-live';
import { usePerson } from '../app/phone';
import { useNow } from '../app/use-now';
import { BackTo, Flags, Row, Waiting } from '../parts/rows';
import { Title } from '../parts/title';
import {
  childFlags,
  childName,
  lastCheck,
  seenAt,
  type Check,
  type Child,
  type Visit,
} from '../reading/family';
import { sayAge, sayDate, sayWhen } from '../say-time';
import { sayCheck } from '../say-check';
import {
  calling,
  common,
  family as words,
  families,
  pictures,
  visit as visitWords,
} from '../words';
import { newChild } from '../words/opening';
import { asking } from '../words/request-form';
import { allocation } from '../words/staff';
import { ConflictLinks } from './conflict-links';
import { NotFound } from './not-found';
import { Notes } from './notes';
import { Pictures } from './pictures/pictures';
import { RequestRow } from './desk/request-row';

export function FamilyPage({ id }: { id: string }) {
  const file = useLive((store) => readFamily(store, id), [id]);
  if (file === undefined) return null;
  if (file === null) return <NotFound />;
  const { fields } = file.family;
  return (
    <>
      <BackTo href="/families">{families.title}</BackTo>
      <Title name={words.pageTitle}>{fields.name}</Title>
      <p class="govuk-body govuk-!-margin-bottom-1">{fields.address}</p>
      {fields.local_family_ref && (
        <p class="govuk-body-s ds-quiet">{words.reference(fields.local_family_ref)}</p>
      )}
      <Workers file={file} />
      <Waiting record={file.family} />
      <ConflictLinks record={file.family} />
      <StaffSafety file={file} />
      <Actions id={id} />
      <Children file={file} />
      <Requests file={file} />
      <History file={file} />
      {file.attachments.length > 0 && <h2 class="govuk-heading-m">{pictures.title}</h2>}
      <Pictures attachments={file.attachments} />
      <Notes case_id={id} notes={file.notes} />
    </>
  );
}

function Actions({ id }: { id: string }) {
  return (
    <>
      <div class="ds-actions">
        <Link href={`/families/${id}/visit`} className="govuk-button" role="button">
          {words.start}
        </Link>
        <Link
          href={`/urgent/family/${id}`}
          className="govuk-button govuk-button--warning"
          role="button"
        >
          {calling.urgentFromHere}
        </Link>
      </div>
      <Link href={`/ask/family/${id}`} className="govuk-link ds-tap">
        {asking.link}
      </Link>
    </>
  );
}

function Workers({ file }: { file: FamilyView }) {
  const nameOf = useColleagues();
  const { role } = usePerson();
  const names = (file.family.fields.workers ?? []).map(nameOf);
  return (
    <>
      {names.length > 0 && (
        <p class="govuk-body-s ds-quiet">{words.workers(names.length, common.and(names))}</p>
      )}
      {allocates(role) && (
        <p class="govuk-body govuk-!-margin-bottom-1">
          <Link href={`/families/${file.family.id}/workers`} className="govuk-link ds-tap">
            {allocation.link}
          </Link>
        </p>
      )}
    </>
  );
}

export function StaffSafety({ file }: { file: Pick<FamilyView, 'family'> }) {
  const safety = file.family.fields.staff_safety;
  if (!safety?.flag) return null;
  return (
    <div class="govuk-warning-text govuk-!-margin-top-4 govuk-!-margin-bottom-4">
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        {words.safety}. {safety.note || words.safetyPlain}
      </strong>
    </div>
  );
}

function Children({ file }: { file: FamilyView }) {
  const { role } = usePerson();
  return (
    <>
      <h2 class="govuk-heading-m">{words.children}</h2>
      <ul class="ds-list">
        {file.children.map((child) => (
          <li class="ds-card" key={child.id}>
            <ChildFacts child={child} file={file} />
            <Waiting record={child} />
          </li>
        ))}
      </ul>
      {role !== 'head_of_service' && (
        <Link href={`/families/${file.family.id}/child`} className="govuk-link ds-tap">
          {newChild.link}
        </Link>
      )}
    </>
  );
}

function ChildFacts({ child, file }: { child: Child; file: FamilyView }) {
  const now = useNow();
  const { fields } = child;
  const check = lastCheck(file.checks, child.id);
  const facts = [
    words.born(sayDate(fields.date_of_birth)),
    fields.school && words.school(fields.school),
    fields.local_child_id,
    fields.lives_elsewhere,
  ].filter(Boolean);
  return (
    <>
      <h3 class="govuk-heading-s govuk-!-margin-bottom-1">
        {childName(fields)}, {sayAge(fields.date_of_birth, now)}
      </h3>
      <Flags flags={childFlags(fields)} />
      <p class="govuk-body-s govuk-!-margin-top-2 govuk-!-margin-bottom-1">{facts.join('. ')}</p>
      <p class="govuk-body-s govuk-!-margin-bottom-0">
        {check
          ? words.lastSeen(sayWhen(seenAt(check), now), sayCheck(check.fields).toLowerCase())
          : words.neverSeen}
      </p>
      <ConflictLinks record={child} />
    </>
  );
}

function Requests({ file }: { file: FamilyView }) {
  if (file.requests.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{words.requests}</h2>
      <ul class="ds-list">
        {file.requests.map((request) => (
          <RequestRow key={request.id} request={request} />
        ))}
      </ul>
    </>
  );
}

function History({ file }: { file: FamilyView }) {
  return (
    <>
      <h2 class="govuk-heading-m">{words.history}</h2>
      {file.visits.length === 0 && <p class="govuk-body">{words.noVisits}</p>}
      <ul class="ds-list">
        {file.visits.map((visit) => (
          <VisitLine key={visit.id} visit={visit} file={file} />
        ))}
      </ul>
    </>
  );
}

/** The oldest child first, as the children stand above. */
function inOrderOf(children: readonly Child[], checks: readonly Check[]): Check[] {
  const place = (check: Check) => {
    const at = children.findIndex((child) => child.id === check.fields.child_id);
    return at < 0 ? children.length : at;
  };
  return [...checks].sort((a, b) => place(a) - place(b));
}

function VisitLine({ visit, file }: { visit: Visit; file: FamilyView }) {
  const now = useNow();
  const { place, status = 'planned', started_at, planned_at } = visit.fields;
  const when = started_at ?? planned_at ?? visit.made_at;
  const checks = file.checks.filter((check) => check.fields.visit_id === visit.id);
  const seen = inOrderOf(file.children, checks).map((check) => {
    const child = file.children.find((one) => one.id === check.fields.child_id);
    return `${child?.fields.given_name ?? ''}: ${sayCheck(check.fields).toLowerCase()}`;
  });
  return (
    <Row
      href={`/visits/${visit.id}`}
      title={`${visitWords.places[place]}, ${sayWhen(when, now)}`}
      more={[visitWords.statuses[status], ...seen].join('. ')}
      tone={status === 'on_site' ? 'warn' : undefined}
    >
      <Waiting record={visit} />
    </Row>
  );
}
