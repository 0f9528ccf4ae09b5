/** The columns of a desk, side by side where there is room; arrow keys move through the rows. */
import type { FilledColumn } from '../../reading/desks';
import { desks as words } from '../../words';
import { DeskRow } from './desk-row';
import { moveInDesk } from './desk-keys';

interface DeskColumnsProps {
  columns: readonly FilledColumn[];
  now: Date;
  /** Under the work: nothing of it is to be done by this person. */
  quiet?: boolean;
}

export function DeskColumns({ columns, now, quiet = false }: DeskColumnsProps) {
  if (columns.length === 0) return null;
  return (
    <div
      class={quiet ? 'ds-desk__columns ds-desk__columns--quiet' : 'ds-desk__columns'}
      onKeyDown={moveInDesk}
    >
      {columns.map((column) => (
        <Column key={column.key} column={column} now={now} />
      ))}
    </div>
  );
}

function Column({ column: { key, rows }, now }: { column: FilledColumn; now: Date }) {
  const id = `desk-${key}`;
  return (
    <section class="ds-desk__column" aria-labelledby={id}>
      <h2 class="govuk-heading-m ds-desk__title" id={id}>
        {words.columns[key]}{' '}
        <span class="ds-desk__count">
          <span aria-hidden="true">{rows.length}</span>
          <span class="govuk-visually-hidden">({words.count(rows.length)})</span>
        </span>
      </h2>
      <ul class="ds-list">
        {rows.map((seen) => (
          <DeskRow key={seen.request.id} seen={seen} now={now} />
        ))}
      </ul>
    </section>
  );
}
