/** The rule for a missing child, worked out from what is typed; the server works it out again. */
import type { MissingRule } from '../../domain';
import { momentOf } from '../say-time';

export interface MissingDraft {
  last_seen: string;
  episodes: string;
  judgement: string;
}

export interface MissingResult {
  /** Missing for so long now; null: not said. */
  minutes: number | null;
  episodes: number | null;
  urgent: boolean;
  /** Too often: the timing is for the worker's professional judgement. */
  judgement: boolean;
  /** Not urgent by the letter, and so close that it is said. */
  close: boolean;
}

const MINUTE = 60_000;

export function missingResult(
  rule: MissingRule,
  draft: Partial<MissingDraft>,
  now: Date,
): MissingResult {
  const minutes = minutesSince(draft.last_seen, now);
  const episodes = countOf(draft.episodes);
  const limit = rule.over_hours * 60;
  const too_long = (minutes ?? 0) > limit;
  const too_often = (episodes ?? 0) > rule.more_than_episodes;
  const urgent = too_long || too_often;
  const at_limit = minutes === limit || episodes === rule.more_than_episodes;
  return { minutes, episodes, urgent, judgement: too_often, close: !urgent && at_limit };
}

function minutesSince(last_seen: string | undefined, now: Date): number | null {
  const moment = momentOf(last_seen);
  if (!moment) return null;
  return Math.max(0, Math.floor((now.getTime() - Date.parse(moment)) / MINUTE));
}

function countOf(typed: string | undefined): number | null {
  const text = typed?.trim() ?? '';
  return /^\d{1,3}$/.test(text) ? Number(text) : null;
}

/** As the request says it; null where nothing was said. */
export function missingWritten(
  rule: MissingRule,
  draft: Partial<MissingDraft>,
  now: Date,
): { minutes: number | null; episodes: number | null; judgement: string | null } | null {
  const { minutes, episodes } = missingResult(rule, draft, now);
  const judgement = draft.judgement?.trim() || null;
  if (minutes === null && episodes === null && judgement === null) return null;
  return { minutes, episodes, judgement };
}
