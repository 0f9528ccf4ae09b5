/** Visits by time: on site first, then what was missed, today's, and what comes. */
import { Link } from 'wouter-preact';
import { isSameLondonDay } from '../../domain';
import { whenOf, type TodayView, type VisitRow } from '../../store';
import { useAllHere } from '../app/not-all-here';
import { useNow } from '../app/use-now';
import { Row, Waiting } from '../parts/rows';
import { Tag } from '../parts/state';
import { capital, sayDay, sayTime } from '../say-time';
import { common, today as words, visit as visitWords } from '../words';

export function VisitRows({ today }: { today: TodayView }) {
  const now = useNow();
  const all_here = useAllHere();
  const isOn = ({ visit }: VisitRow) => visit.fields.status === 'on_site';
  const isMissed = ({ visit }: VisitRow) =>
    visit.fields.status === 'planned' && !isSameLondonDay(whenOf(visit), now);
  const on = today.visits.filter(isOn);
  const missed = today.visits.filter(isMissed);
  const rest = today.visits.filter((row) => !isOn(row) && !isMissed(row));
  return (
    <>
      <Section title={words.onSite} rows={on} now={now} tone="warn" />
      <Section title={words.earlier} rows={missed} now={now} tone="urgent" />
      <h2 class="govuk-heading-m">{words.visits}</h2>
      {rest.length === 0 && all_here && <p class="govuk-body">{words.noVisits}</p>}
      <Rows rows={rest} now={now} />
      <Link href="/families" className="govuk-button" role="button">
        {words.start}
      </Link>
      <Section title={words.later} rows={today.later} now={now} />
    </>
  );
}

interface SectionProps {
  title: string;
  rows: readonly VisitRow[];
  now: Date;
  tone?: 'warn' | 'urgent';
}

function Section({ title, ...rest }: SectionProps) {
  if (rest.rows.length === 0) return null;
  return (
    <>
      <h2 class="govuk-heading-m">{title}</h2>
      <Rows {...rest} />
    </>
  );
}

function Rows({ rows, now, tone }: Omit<SectionProps, 'title'>) {
  return (
    <ul class="ds-list">
      {rows.map((row) => (
        <VisitLine key={row.visit.id} row={row} now={now} tone={tone} />
      ))}
    </ul>
  );
}

function VisitLine({ row, now, tone }: { row: VisitRow; now: Date; tone: SectionProps['tone'] }) {
  const { visit, family } = row;
  return (
    <Row
      href={`/visits/${visit.id}`}
      time={sayTime(whenOf(visit))}
      title={family?.fields.name ?? visitWords.pageTitle}
      more={sayVisit(row, now)}
      tone={visit.fields.status === 'completed' ? 'done' : tone}
    >
      {family?.fields.staff_safety?.flag && (
        <Tag tone="urgent" icon="warn">
          {common.flags.staffSafety}
        </Tag>
      )}
      <Waiting record={visit} />
    </Row>
  );
}

function sayVisit({ visit, checked }: VisitRow, now: Date): string {
  const { place, child_ids, purpose, status = 'planned' } = visit.fields;
  const day = isSameLondonDay(whenOf(visit), now) ? null : capital(sayDay(whenOf(visit), now));
  const done = status === 'planned' ? null : words.checked(checked, child_ids.length);
  return [day, visitWords.places[place], purpose, visitWords.statuses[status], done]
    .filter(Boolean)
    .join('. ');
}
