/** Which numbers to offer at this moment, from data already on the phone. Order may change; presence never. */
import type { AreaProfileFields, CallEntry, CallLineFields, CallWindow } from './area-records';
import type { Role } from './records';

export interface CallChoice {
  window: CallWindow | null;
  entries: CallEntry[];
  /** The 60 days of windows have run out: the last known numbers, to be shown with that warning. */
  out_of_date: boolean;
}

/** The window of this moment, with those first who are first for this role. */
export function chooseCalls(line: CallLineFields, now: Date, role: Role | null): CallChoice {
  const at = now.toISOString();
  const current = line.windows.find((window) => isIn(window, at));
  const window = current ?? nearest(line.windows, at);
  const entries = window === null ? [] : inOrder(window.entries, role);
  return { window, entries, out_of_date: current === undefined };
}

/** What the area says about who should call, for this role. */
export const guidanceFor = (profile: AreaProfileFields | null, role: Role | null): string | null =>
  (role && profile?.call_guidance?.[role]) ?? null;

const isIn = (window: CallWindow, at: string): boolean =>
  Date.parse(window.from) <= Date.parse(at) && Date.parse(at) < Date.parse(window.until);

/** No window fits: the last that ended, else the first that will begin. */
function nearest(windows: CallWindow[], at: string): CallWindow | null {
  const ended = windows.filter((window) => Date.parse(window.until) <= Date.parse(at));
  return ended.at(-1) ?? windows[0] ?? null;
}

function inOrder(entries: CallEntry[], role: Role | null): CallEntry[] {
  const isFirst = (entry: CallEntry) => role !== null && (entry.first_for?.includes(role) ?? false);
  return [...entries.filter(isFirst), ...entries.filter((entry) => !isFirst(entry))];
}
