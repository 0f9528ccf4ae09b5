/** What a manager compares of two requests about one child. */
import type { LocalRequest } from '../../store';
import { sayWhen } from '../say-time';
import { requests } from '../words';

type NameOf = (id: string | null | undefined) => string;

export const duplicateLines = {
  when: sayWhen,
  of({ fields, made_by, made_at }: LocalRequest, nameOf: NameOf, now: Date): [string, string][] {
    const f = requests.facts;
    const names = (fields.children ?? []).map((child) => child.name).join(', ');
    const raised = `${nameOf(fields.raised_by ?? made_by)}, ${sayWhen(fields.raised_at ?? made_at, now)}`;
    const lines: [string, string | null | undefined][] = [
      [f.raised, raised],
      [f.concern, sayWhen(fields.concern_at, now)],
      [f.children, names],
      [f.category, fields.category_label ?? fields.category],
      [f.what, fields.what_is_happening],
    ];
    return lines.filter((line): line is [string, string] => Boolean(line[1]));
  },
};
