/** The lines of the call sheet, from what is written so far; what is missing says so. */
import type { AreaProfileFields, Person, RequestFields } from '../../domain';
import type { FamilyView } from '../../store';
import { sayAge, sayDate, sayShort } from '../say-time';
import { sayCheck } from '../say-check';
import { sheet, signIn } from '../words';
import {
  childFlags,
  childName,
  lastCheck,
  namedFlags,
  seenAt,
  type Child,
  type Flag,
} from './family';

export type SheetFacts = Partial<
  Pick<
    RequestFields,
    | 'case_id'
    | 'child_ids'
    | 'category'
    | 'what_is_happening'
    | 'reachable_number'
    | 'place_now'
    | 'raised_by'
    | 'children'
    | 'staff_safety'
  >
> & { ref: string | null };

type Line = [ask: string, say: string];

export interface SheetSources {
  facts: SheetFacts;
  file: FamilyView | null;
  person: Person;
  profile: AreaProfileFields | null;
  now: Date;
}

export function sheetLines(sources: SheetSources): Line[] {
  const { facts } = sources;
  const { asks, say } = sheet;
  const written = (text: string | null | undefined) => text || say.unknown;
  return [
    ...whoLines(sources),
    ...childLines(sources),
    [asks.where, written(facts.place_now)],
    [asks.what, written(facts.what_is_happening)],
    [asks.category, written(categoryOf(sources))],
    ...safetyLines(sources),
    [asks.ask, asks.askSay],
    [asks.reference, facts.ref ?? say.noReference],
  ];
}

/** Who reads it aloud is rung back: of another's request the number is their own. */
function whoLines({ person, profile, facts }: SheetSources): Line[] {
  const role = (signIn.roles[person.role] ?? person.role).toLowerCase();
  const theirs = facts.raised_by !== undefined && facts.raised_by !== person.id;
  const number = theirs ? person.phone : facts.reachable_number;
  return [
    [sheet.asks.who, sheet.say.who(person.name, role, profile?.name ?? person.area)],
    [sheet.asks.number, number || sheet.say.unknown],
  ];
}

function childLines(sources: SheetSources): Line[] {
  const { facts, file, now } = sources;
  const seen = chosenChildren(file, facts).map((child) => saySeen(file, child, now));
  const named = namedChildren(sources).map((child) => sayChild(child, now));
  return [
    [sheet.asks.children, named.join('\n') || sheet.say.unknown],
    [sheet.asks.address, file?.family.fields.address ?? sheet.say.unknown],
    [sheet.asks.seen, seen.join('\n') || sheet.say.unknown],
  ];
}

function safetyLines(sources: SheetSources): Line[] {
  return [
    [sheet.asks.needs, sayNeeds(namedChildren(sources))],
    [sheet.asks.safety, saySafety(sources)],
  ];
}

const chosenChildren = (file: FamilyView | null, facts: SheetFacts): Child[] =>
  (file?.children ?? []).filter((child) => facts.child_ids?.includes(child.id));

interface Named {
  name: string;
  called: string;
  born: string | null;
  flags: Flag[];
}

/** As the file has them; without the file, as the request does. */
function namedChildren({ file, facts }: SheetSources): Named[] {
  const known = chosenChildren(file, facts);
  if (known.length > 0) return known.map(({ fields }) => ofFile(fields));
  return (facts.children ?? []).map((child) => ({
    name: child.name,
    called: child.name,
    born: child.date_of_birth ?? null,
    flags: namedFlags(child),
  }));
}

const ofFile = (fields: Child['fields']): Named => ({
  name: childName(fields),
  called: fields.given_name,
  born: fields.date_of_birth,
  flags: childFlags(fields),
});

const categoryOf = ({ profile, facts }: SheetSources): string | undefined =>
  profile?.urgent_categories.find((one) => one.code === facts.category)?.label;

const sayChild = ({ name, born }: Named, now: Date): string =>
  born ? `${name}, ${sayAge(born, now)}, born ${sayDate(born)}` : name;

function saySeen(file: FamilyView | null, child: Child, now: Date): string {
  const check = file && lastCheck(file.checks, child.id);
  const name = child.fields.given_name;
  return check
    ? `${name}: ${sayCheck(check.fields).toLowerCase()}, ${sayShort(seenAt(check), now)}`
    : sheet.say.notSeen(name);
}

function sayNeeds(children: Named[]): string {
  if (children.length === 0) return sheet.say.unknown;
  const needs = children.flatMap(({ called, flags }) =>
    flags.map(({ text }) => `${called}: ${text.charAt(0).toLowerCase()}${text.slice(1)}`),
  );
  return needs.join('\n') || sheet.say.noNeeds;
}

/** "No warning" is said only where the file, or the request, was looked at and has none. */
function saySafety({ file, facts }: SheetSources): string {
  const safety = file?.family.fields.staff_safety ?? facts.staff_safety;
  if (!safety) return file ? sheet.say.noSafety : sheet.say.unknown;
  return safety.flag ? (safety.note ?? sheet.say.safetyFlag) : sheet.say.noSafety;
}
