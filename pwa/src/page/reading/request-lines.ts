/** A request and its calls as lines of text. */
import type { AreaProfileFields, RequestChild } from '../../domain';
import type { LocalRecord } from '../../store';
import { capital, sayAge, sayShort, sayWhen } from '../say-time';
import { callLog, requests as words } from '../words';
import { asking } from '../words/request-form';
import { areaLines } from './area-lines';
import { childName, namedFlags, type Child, type Request } from './family';

type NameOf = (id: string | null | undefined) => string;

interface Sources {
  profile: AreaProfileFields | null;
  nameOf: NameOf;
  now: Date;
  /** As this phone has them: said until the server has written down who they were. */
  children?: readonly Child[];
}

type Line = readonly [string, string | 0 | null | undefined];

export function requestLines(request: Request, sources: Sources): [string, string][] {
  const lines: Line[] = [
    ...writtenLines(request, sources),
    ...areaLines(request.fields, sources),
    ...decidedLines(request, sources),
  ];
  return lines.filter((line): line is [string, string] => Boolean(line[1]));
}

function writtenLines({ fields }: Request, { profile, now, children = [] }: Sources): Line[] {
  const f = words.facts;
  const named = fields.children ?? chosen(children, fields.child_ids);
  const category = profile?.urgent_categories.find((one) => one.code === fields.category)?.label;
  return [
    [f.category, fields.category_label ?? category ?? fields.category],
    [f.what, fields.what_is_happening],
    [f.cause, fields.reasonable_cause],
    [f.children, named.map((child) => sayChild(child, now)).join('\n')],
    [f.place, fields.place_now],
    [f.number, fields.reachable_number],
    [f.concern, capital(sayWhen(fields.concern_at, now))],
  ];
}

function decidedLines(request: Request, { nameOf, now }: Sources): Line[] {
  const f = words.facts;
  const { received_at, profile_version, authorised_at, authorised_by, returned, withdrawn } =
    request.fields;
  const by = (id: string | null | undefined, at: string) => `${nameOf(id)}, ${sayWhen(at, now)}`;
  return [
    [
      f.raised,
      by(request.fields.raised_by ?? request.made_by, request.fields.raised_at ?? request.made_at),
    ],
    [f.received, received_at && capital(sayWhen(received_at, now))],
    [f.arrangements, profile_version && words.version(profile_version)],
    [f.authorised, authorised_at && `${by(authorised_by, authorised_at)}${sayHow(request)}`],
    [f.returned, returned && `${returned.reasons} (${by(returned.by, returned.at)})`],
    [f.withdrawn, withdrawn && `${withdrawn.reason} (${by(withdrawn.by, withdrawn.at)})`],
    [f.redirected, redirectedLine(request)],
    [f.confirmed, confirmedLine(request, now)],
  ];
}

/** What was said by telephone counts, and is not confirmed yet, or was not so. */
function sayHow({ fields: { authorisation } }: Request): string {
  if (authorisation?.method !== 'telephone_to_confirm') return '';
  if (authorisation.refused_at) return `. ${words.verbal.refused}`;
  return `. ${authorisation.confirmed_at ? words.verbal.confirmed : words.verbal.open}`;
}

/** Where it goes instead. */
function redirectedLine({ fields: { redirected } }: Request): string | null {
  if (!redirected) return null;
  const to = asking.gates.instead[redirected.to];
  return [to, redirected.words].filter(Boolean).join('\n') || redirected.to;
}

const chosen = (children: readonly Child[], ids: readonly string[]): RequestChild[] =>
  children
    .filter((child) => ids.includes(child.id))
    .map(({ id, fields }) => ({ ...fields, id, name: childName(fields) }));

function sayChild(child: RequestChild, now: Date): string {
  const flags = namedFlags(child);
  const age = child.date_of_birth ? sayAge(child.date_of_birth, now) : null;
  return [child.name, age, child.local_child_id, ...flags.map((flag) => flag.text)]
    .filter(Boolean)
    .join(', ');
}

function confirmedLine(request: Request, now: Date): string | null {
  const { confirmed } = request.fields;
  if (!confirmed) return null;
  return [capital(sayWhen(confirmed.starts_at, now)), confirmed.place, confirmed.join_note]
    .filter(Boolean)
    .join('\n');
}

/** `14:05 Police line: Yes, we spoke. DS on duty. Keep the child at school (called by ...)` */
export function callLines(
  calls: readonly LocalRecord<'call_log'>[],
  nameOf: NameOf,
  now: Date,
): string[] {
  return calls.map((call) => {
    const { started_at, shown, number, outcome = 'attempted', answered_by, agreed } = call.fields;
    const came = outcome === 'attempted' ? callLog.attempted : callLog.outcomes[outcome];
    const said = [came, answered_by, agreed].filter(Boolean).join('. ');
    return `${sayShort(started_at, now)}, ${shown ?? number}, ${nameOf(call.made_by)}: ${said}`;
  });
}
