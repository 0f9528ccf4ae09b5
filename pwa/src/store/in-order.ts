/** Lists as screens show them: the latest first, and by what they belong to. */

export const latestFirst =
  <T>(when: (item: T) => string) =>
  (one: T, other: T): number =>
    when(other).localeCompare(when(one));

export function groupBy<T>(items: T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
