/** What a request that was typed says, as the server takes it. */
import type { AreaGate, AreaProfileFields, Category, RequestWritten } from '../../domain';
import { momentOf } from '../say-time';
import { answersWritten, questionsFor, type Answers } from './area-form';
import { missingWritten, type MissingDraft } from './missing';
import type { RequestDraft } from './request-form';

export const gateName = (code: string): string => `gate:${code}`;
export const factName = (code: string): string => `fact:${code}`;

/** The gates of the area that lead elsewhere. */
export const hardGates = (profile: AreaProfileFields | null): AreaGate[] =>
  (profile?.gates ?? []).filter(({ allow }) => allow === 'no');

/** Those that do by their answers: nothing else of the form is needed then. */
export const closedGates = (profile: AreaProfileFields | null, answers: Answers): AreaGate[] =>
  hardGates(profile).filter(({ code }) => answers[gateName(code)] === 'yes');

export const categoryOf = (
  profile: AreaProfileFields | null,
  code: unknown,
): Category | undefined => profile?.urgent_categories.find((one) => one.code === code);

/** What the area asks besides: its questions, gates, facts, the missing child. */
export function askedBesides(
  profile: AreaProfileFields | null,
  answers: Answers,
  now: Date,
): Partial<RequestWritten> {
  const { fields, form } = answersWritten(questionsFor(profile, 'worker'), answers);
  return {
    ...fields,
    ...given('form', form),
    ...given('gate_answers', gateAnswers(profile, answers)),
    ...given('facts', factsSaid(profile, answers)),
    ...missingSaid(profile, answers, now),
  };
}

const given = (name: string, said: Record<string, unknown>): object =>
  Object.keys(said).length > 0 ? { [name]: said } : {};

function gateAnswers(profile: AreaProfileFields | null, answers: Answers): Record<string, boolean> {
  const said = (profile?.gates ?? []).filter(({ code }) => answers[gateName(code)]);
  return Object.fromEntries(said.map(({ code }) => [code, answers[gateName(code)] === 'yes']));
}

function factsSaid(profile: AreaProfileFields | null, answers: Answers): Record<string, unknown> {
  const code = categoryOf(profile, answers['category'])?.asks;
  const raw = code ? answers[factName(code)] : undefined;
  if (!code || typeof raw !== 'string') return {};
  const value = raw.trim() === '' ? null : factOf(code, raw.trim());
  return value === null ? {} : { [code]: value };
}

/** What a fact is, is told by its name, as in the area's clocks. */
function factOf(code: string, text: string): unknown {
  if (code.endsWith('_at')) return momentOf(text);
  return code.startsWith('who_') ? text : text === 'yes';
}

function missingSaid(
  profile: AreaProfileFields | null,
  answers: Answers,
  now: Date,
): Partial<RequestWritten> {
  const rule = profile?.missing_rule;
  if (!rule || !categoryOf(profile, answers['category'])?.missing) return {};
  const missing = missingWritten(rule, answers as Partial<MissingDraft>, now);
  return missing ? { missing } : {};
}

const own = [
  'case_id',
  'child_ids',
  'category',
  'what_is_happening',
  'reasonable_cause',
  'reachable_number',
  'place_now',
] as const;

/** What is asked of every request, of all that was typed. */
export const ownWritten = (values: Partial<RequestDraft>): Partial<RequestWritten> =>
  Object.fromEntries(
    own.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]),
  );
