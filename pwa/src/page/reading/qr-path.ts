/** A drawing of dark squares as one line of SVG: a bar for each run of them in a row. */
export function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows.flatMap((row, y) => runsOf(row).map(([x, w]) => `M${x} ${y}h${w}v1h-${w}z`)).join('');
}

/** Where each run of dark squares begins, and how many there are. */
function runsOf(row: readonly boolean[]): [begin: number, length: number][] {
  const begins = row.flatMap((dark, x) => (dark && !row[x - 1] ? [x] : []));
  return begins.map((begin) => {
    const end = row.indexOf(false, begin);
    return [begin, (end === -1 ? row.length : end) - begin];
  });
}
