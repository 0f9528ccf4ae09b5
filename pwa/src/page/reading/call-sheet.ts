/** The lines of the call sheet, from what is written so far; what is missing says so. */
import type { AreaProfileFields, Person, RequestFields } from '../../domain';
import type { FamilyView } from '../../store';
import { sayAge, sayDate, sayShort } from '../say-time';
import { sayCheck } from '../say-check';
import { sheet, signIn } from '../words';
import { childFlags, childName, lastCheck, seenAt, type Child } from './family';

export type SheetFacts = Partial<
  Pick<
    RequestFields,
    'case_id' | 'child_ids' | 'category' | 'what_is_happening' | 'reachable_number' | 'place_now'
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

function whoLines({ person, profile, facts }: SheetSources): Line[] {
  const role = (signIn.roles[person.role] ?? person.role).toLowerCase();
  return [
    [sheet.asks.who, sheet.say.who(person.name, role, profile?.name ?? person.area)],
    [sheet.asks.number, facts.reachable_number || sheet.say.unknown],
  ];
}

function childLines({ facts, file, now }: SheetSources): Line[] {
  const children = chosenChildren(file, facts);
  return [
    [
      sheet.asks.children,
      children.map((child) => sayChild(child, now)).join('\n') || sheet.say.unknown,
    ],
    [sheet.asks.address, file?.family.fields.address ?? sheet.say.unknown],
    [
      sheet.asks.seen,
      children.map((child) => saySeen(file, child, now)).join('\n') || sheet.say.unknown,
    ],
  ];
}

function safetyLines({ facts, file }: SheetSources): Line[] {
  return [
    [sheet.asks.needs, sayNeeds(chosenChildren(file, facts))],
    [sheet.asks.safety, saySafety(file)],
  ];
}

const chosenChildren = (file: FamilyView | null, facts: SheetFacts): Child[] =>
  (file?.children ?? []).filter((child) => facts.child_ids?.includes(child.id));

const categoryOf = ({ profile, facts }: SheetSources): string | undefined =>
  profile?.urgent_categories.find((one) => one.code === facts.category)?.label;

const sayChild = (child: Child, now: Date): string =>
  `${childName(child.fields)}, ${sayAge(child.fields.date_of_birth, now)}, born ${sayDate(child.fields.date_of_birth)}`;

function saySeen(file: FamilyView | null, child: Child, now: Date): string {
  const check = file && lastCheck(file.checks, child.id);
  const name = child.fields.given_name;
  return check
    ? `${name}: ${sayCheck(check.fields).toLowerCase()}, ${sayShort(seenAt(check), now)}`
    : sheet.say.notSeen(name);
}

function sayNeeds(children: Child[]): string {
  const needs = children.flatMap((child) =>
    childFlags(child.fields).map(
      (flag) => `${child.fields.given_name}: ${flag.text.toLowerCase()}`,
    ),
  );
  return needs.join('\n') || sheet.say.noNeeds;
}

function saySafety(file: FamilyView | null): string {
  const safety = file?.family.fields.staff_safety;
  return safety?.flag ? (safety.note ?? sheet.say.safetyFlag) : sheet.say.noSafety;
}
