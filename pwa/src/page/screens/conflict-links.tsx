import { Link } from 'wouter-preact';
import type { LocalRecord } from '../../store';
import { Banner } from '../parts/banner';
import { conflict } from '../words';

/** Two people wrote different things: said where the record is shown, decided on its own page. */
export function ConflictLinks({ record }: { record: Pick<LocalRecord, 'id' | 'conflicts'> }) {
  if (record.conflicts.length === 0) return null;
  const action = (
    <Link href={`/conflicts/${record.id}`} className="govuk-link ds-tap">
      {conflict.choose}
    </Link>
  );
  return <Banner action={action}>{conflict.title}</Banner>;
}
