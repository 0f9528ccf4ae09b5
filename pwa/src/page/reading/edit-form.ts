/** A request that is changed: as it was typed, and only what is new of it. */
import type { AreaProfileFields, RequestWritten } from '../../domain';
import type { Errors } from '../parts/form';
import { localOf } from '../say-time';
import { answersOf, questionsFor, type Answers } from './area-form';
import type { Request } from './family';
import { requestErrors, type RequestDraft } from './request-form';
import { askedBesides, categoryOf, factName } from './request-written';

const own = [
  'child_ids',
  'category',
  'what_is_happening',
  'reasonable_cause',
  'reachable_number',
  'place_now',
] as const;

export const editDraft = (
  profile: AreaProfileFields | null,
  { fields }: Request,
): Partial<RequestDraft> & Answers => ({
  case_id: fields.case_id,
  ...Object.fromEntries(own.map((name) => [name, fields[name] ?? ''])),
  child_ids: fields.child_ids,
  ...answersOf(questionsFor(profile, 'worker'), fields),
  ...factTyped(profile, fields),
});

function factTyped(profile: AreaProfileFields | null, fields: Request['fields']): Answers {
  const code = categoryOf(profile, fields.category)?.asks;
  const said = code ? fields.facts?.[code] : undefined;
  return code && said !== undefined && said !== null ? { [factName(code)]: typed(code, said) } : {};
}

function typed(code: string, said: unknown): unknown {
  if (typeof said === 'boolean') return said ? 'yes' : 'no';
  return code.endsWith('_at') ? localOf(String(said)) : said;
}

/** One that can wait has no category of urgency. */
export function editErrors({ fields }: Request, values: Partial<RequestDraft>): Errors {
  const { category, ...errors } = requestErrors(values);
  return fields.urgent && category ? { category, ...errors } : errors;
}

interface Edited {
  values: Partial<RequestDraft> & Answers;
  now: Date;
}

export function editChanged(
  profile: AreaProfileFields | null,
  { fields }: Request,
  { values, now }: Edited,
): Partial<RequestWritten> {
  const said = fields as unknown as Answers;
  const written: Answers = {
    ...Object.fromEntries(own.map((name) => [name, values[name]])),
    ...askedBesides(profile, values, now),
  };
  const changed = Object.entries(written).filter(
    ([name, value]) => JSON.stringify(value ?? '') !== JSON.stringify(said[name] ?? ''),
  );
  return { ...Object.fromEntries(changed), urgent: fields.urgent };
}
