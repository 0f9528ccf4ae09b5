/** The area's own questions of a request: which are asked, what is missing, and what is saved of the answers. */
import type { AreaProfileFields, AreaQuestion, RequestFields } from '../../domain';
import type { Errors } from '../parts/form';
import { localOf, momentOf } from '../say-time';
import { asking } from '../words/request-form';

/** Answers as they are typed, by the name of their field: kept field by field like everything typed. */
export type Answers = Record<string, unknown>;

/** Drawn by the phone itself on every request. */
const drawn_apart: ReadonlySet<string> = new Set([
  'child_ids',
  'urgent',
  'category',
  'what_is_happening',
  'reasonable_cause',
  'reachable_number',
  'place_now',
  'raised_by',
]);
const kinds_apart: ReadonlySet<string> = new Set(['children', 'category', 'requester']);

/** Where its answer stands in the draft. */
export const nameOf = ({ field, code }: AreaQuestion): string => field ?? `form:${code}`;

export function questionsFor(
  profile: AreaProfileFields | null,
  by: 'worker' | 'authoriser',
): AreaQuestion[] {
  return (profile?.form ?? []).filter(
    (question) =>
      question.by === by && !kinds_apart.has(question.kind) && !drawn_apart.has(nameOf(question)),
  );
}

/** One that is needed only in a case is asked only there. */
export function isAsked(question: AreaQuestion, answers: Answers): boolean {
  const when = Object.entries(question.required_when ?? {});
  if (when.length === 0) return true;
  return when.some(([name, values]) => values.includes(answerTo(name, answers)));
}

/** What the other question was answered, as the server would read it. */
function answerTo(name: string, answers: Answers): unknown {
  const raw = answers[name] ?? answers[`form:${name}`];
  return raw === 'yes' ? true : raw === 'no' ? false : raw;
}

/** What the area needs and nobody has said; an urgent request goes without. */
export function gapsIn(questions: readonly AreaQuestion[], answers: Answers): Errors {
  const missing = questions.filter(
    (question) =>
      (question.required || Object.keys(question.required_when ?? {}).length > 0) &&
      isAsked(question, answers) &&
      written(question, answers[nameOf(question)]) === undefined,
  );
  return Object.fromEntries(
    missing.map((question) => [nameOf(question), asking.needed(question.label)]),
  );
}

export interface AreaWritten {
  fields: Record<string, unknown>;
  form: Record<string, unknown>;
}

/** As the server takes it: the request's own fields, and the rest by code. */
export function answersWritten(questions: readonly AreaQuestion[], answers: Answers): AreaWritten {
  const out: AreaWritten = { fields: {}, form: {} };
  for (const question of questions) {
    const value = isAsked(question, answers)
      ? written(question, answers[nameOf(question)])
      : undefined;
    if (value === undefined) continue;
    if (question.field) out.fields[question.field] = value;
    else out.form[question.code] = value;
  }
  return out;
}

function written({ kind }: AreaQuestion, raw: unknown): unknown {
  if (kind === 'people') return Array.isArray(raw) && raw.length > 0 ? raw : undefined;
  const text = typeof raw === 'string' ? raw.trim() : '';
  return text === '' ? undefined : valueOf(kind, text);
}

function valueOf(kind: string, text: string): unknown {
  if (kind === 'yes_no') return text === 'yes';
  return kind === 'moment' ? (momentOf(text) ?? undefined) : text;
}

/** What a request says already, as it is typed. */
export function answersOf(questions: readonly AreaQuestion[], fields: RequestFields): Answers {
  const said = fields as unknown as Record<string, unknown>;
  const entries = questions.map((question) => [
    nameOf(question),
    typed(question, question.field ? said[question.field] : fields.form?.[question.code]),
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function typed({ kind }: AreaQuestion, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return kind === 'moment' ? localOf(String(value)) : value;
}

/** What the phone can answer by itself from the children and the visit. */
export interface KnownFacts {
  looked_after: boolean;
  interpreter: string | null;
  in_hospital: boolean;
}

export function prefilled(questions: readonly AreaQuestion[], known: KnownFacts): Answers {
  const entries = questions
    .filter((question) => question.prefill)
    .map((question) => [nameOf(question), prefillOf(question, known)]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function prefillOf({ prefill, kind }: AreaQuestion, known: KnownFacts): string | undefined {
  const value = known[prefill as keyof KnownFacts];
  if (value === undefined) return undefined;
  if (kind === 'yes_no') return value ? 'yes' : 'no';
  return typeof value === 'string' ? value : undefined;
}
