/** What a manager says when authorising: what was checked, and what only they decide (T-06 to T-08). */
import type { AreaProfileFields, ChangeFields } from '../../domain';
import type { Errors } from '../parts/form';
import { requests as words } from '../words';
import { decide } from '../words/decide';
import { answersWritten, gapsIn, questionsFor, type Answers } from './area-form';
import type { Request } from './family';

export type AuthoriseDraft = Answers & { checked?: boolean; qa?: string[] };

/** An urgent request is not kept back by a list: it needs to be read, and no more. */
export const needsList = (profile: AreaProfileFields | null, { fields }: Request): boolean =>
  !fields.urgent && (profile?.qa ?? []).length > 0;

export function authoriseErrors(
  profile: AreaProfileFields | null,
  request: Request,
  values: Partial<AuthoriseDraft>,
): Errors {
  const { checked, qa = [] } = values;
  if (!needsList(profile, request)) return checked ? {} : { checked: words.authoriseError };
  const all = (profile?.qa ?? []).every(({ code }) => qa.includes(code));
  return {
    ...(all ? {} : { qa: decide.authorise.all }),
    ...gapsIn(questionsFor(profile, 'authoriser'), values),
  };
}

export function authoriseWritten(
  profile: AreaProfileFields | null,
  values: Partial<AuthoriseDraft>,
): ChangeFields['authorise_request'] {
  const { fields } = answersWritten(questionsFor(profile, 'authoriser'), values);
  const qa = values.qa ?? [];
  return { checked: true, ...(qa.length > 0 ? { qa } : {}), ...fields };
}
