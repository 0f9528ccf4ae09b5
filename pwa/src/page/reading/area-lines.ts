/** What a request answered of the area's questions, gates and facts, and what nobody has answered yet. */
import type { AreaProfileFields, AreaQuestion, Professional, RequestFields } from '../../domain';
import { capital, saySpan, sayWhen } from '../say-time';
import { common } from '../words';
import { asking } from '../words/request-form';
import { questionsFor } from './area-form';

interface Sources {
  profile: AreaProfileFields | null;
  nameOf(id: string | null | undefined): string;
  now: Date;
}

export type Line = readonly [string, string | null | undefined];

export function areaLines(request: RequestFields, sources: Sources): Line[] {
  const { profile } = sources;
  const questions = [...questionsFor(profile, 'worker'), ...questionsFor(profile, 'authoriser')];
  return [
    ...questions.map((question) => lineOf(question, request, sources)),
    ...factLines(request, sources.now),
    [asking.lines.missing, sayMissing(request)],
    [asking.lines.warnings, (request.warnings ?? []).map(({ words }) => words).join('\n')],
    [asking.lines.gaps, gapLabels(request, profile)],
  ];
}

function lineOf(question: AreaQuestion, request: RequestFields, sources: Sources): Line {
  const said = request as unknown as Record<string, unknown>;
  const value = question.field ? said[question.field] : request.form?.[question.code];
  return [question.label, sayAnswer(question, value, sources)];
}

function sayAnswer(question: AreaQuestion, value: unknown, sources: Sources): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? common.yes : common.no;
  if (Array.isArray(value)) return (value as Professional[]).map(sayPerson).join('\n');
  return sayText(question, String(value), sources);
}

function sayText({ kind, choices = [] }: AreaQuestion, text: string, { nameOf, now }: Sources) {
  if (kind === 'manager') return nameOf(text);
  if (kind === 'moment') return capital(sayWhen(text, now));
  return choices.find(({ code }) => code === text)?.label ?? text;
}

export const sayPerson = ({ name, role, agency, phone, email }: Professional): string =>
  [name, role, asking.people.agencies[agency] ?? agency, phone, email].filter(Boolean).join(', ');

const factLines = ({ facts }: RequestFields, now: Date): Line[] =>
  Object.entries(facts ?? {})
    .filter(([code]) => asking.facts[code] !== undefined)
    .map(([code, value]) => [asking.facts[code] ?? code, sayFact(code, value, now)]);

function sayFact(code: string, value: unknown, now: Date): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? common.yes : common.no;
  return code.endsWith('_at') ? capital(sayWhen(String(value), now)) : String(value);
}

function sayMissing({ missing }: RequestFields): string | null {
  if (!missing) return null;
  const { minutes, episodes, judgement } = missing;
  return [
    typeof minutes === 'number' && asking.missing.long(saySpan(minutes * 60_000)),
    typeof episodes === 'number' && asking.lines.episodes(episodes),
    judgement,
  ]
    .filter(Boolean)
    .join('. ');
}

const gapLabels = ({ gaps = [] }: RequestFields, profile: AreaProfileFields | null): string =>
  gaps
    .map((code) => profile?.form?.find((question) => question.code === code)?.label ?? code)
    .join('\n');
