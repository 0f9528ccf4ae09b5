/** Arrow keys in a desk: up and down through the rows of a column, left and right between columns. */

const ROWS = 'a.ds-row';
const COLUMNS = '.ds-desk__column';

/** Only while a row has the focus, so that no key is taken from anybody who types or scrolls. */
export function moveInDesk(event: KeyboardEvent): void {
  const row = (event.target as Element | null)?.closest(ROWS);
  const to = row && nextRow(row, event.key);
  if (!(to instanceof HTMLElement)) return;
  event.preventDefault();
  to.focus();
}

function nextRow(row: Element, key: string): Element | undefined {
  const column = row.closest(COLUMNS);
  if (!column) return undefined;
  const rows = rowsOf(column);
  const at = rows.indexOf(row);
  if (key === 'ArrowDown') return rows[at + 1];
  if (key === 'ArrowUp') return rows[at - 1];
  if (key === 'Home') return rows[0];
  if (key === 'End') return rows.at(-1);
  return beside(column, key, at);
}

function beside(column: Element, key: string, at: number): Element | undefined {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  if (step === undefined) return undefined;
  const columns = [...document.querySelectorAll(COLUMNS)];
  const other = columns[columns.indexOf(column) + step];
  const rows = other ? rowsOf(other) : [];
  return rows[Math.min(at, rows.length - 1)];
}

const rowsOf = (column: Element): Element[] => [...column.querySelectorAll(ROWS)];
