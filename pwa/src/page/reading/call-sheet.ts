/** The lines of the call sheet, from what is written so far; what is missing says so. */
import type { AreaProfileFields, Person, RequestFields } from '../../domain';
import type { FamilyView } from '../../store';
import { sayAge, sayDate, sayShort } from '../say-time';
import { sayCheck } from '../say-check';
import { sheet, signIn } from '../words';
import { childFlags, childName, lastCheck, seenAt, type Child } from './family';

export type SheetFacts = Partial<
  Pick<RequestFields, 'case_id' | 'child_ids' | 'category' | 'what_is_happening' | 'reachable_number' | 'place_now'>
> & { ref: string | null };

type Line = [ask: string, say: string];

export function sheetLines(
  facts: SheetFacts,
  file: FamilyView | null,
  person: Person,
  profile: AreaProfileFields | null,
  now: Date,
): Line[] {
  const { asks, say } = sheet;
  const children = (file?.children ?? []).filter((child) => facts.child_ids?.includes(child.id));
  const role = signIn.roles[person.role] ?? person.role;
  const category = profile?.urgent_categories.find((one) => one.code === facts.category)?.label;
  return [
    [asks.who, say.who(person.name, role.toLowerCase(), profile?.name ?? person.area)],
    [asks.number, facts.reachable_number || say.unknown],
    [asks.children, children.map((child) => sayChild(child, now)).join('\n') || say.unknown],
    [asks.where, facts.place_now || say.unknown],
    [asks.address, file?.family.fields.address ?? say.unknown],
    [asks.what, facts.what_is_happening || say.unknown],
    [asks.category, category ?? say.unknown],
    [asks.seen, children.map((child) => saySeen(file, child, now)).join('\n') || say.unknown],
    [asks.needs, sayNeeds(children)],
    [asks.safety, saySafety(file)],
    [asks.ask, asks.askSay],
    [asks.reference, facts.ref ?? say.noReference],
  ];
}

const sayChild = (child: Child, now: Date): string =>
  `${childName(child.fields)}, ${sayAge(child.fields.date_of_birth, now)}, born ${sayDate(child.fields.date_of_birth)}`;

function saySeen(file: FamilyView | null, child: Child, now: Date): string {
  const check = file && lastCheck(file.checks, child.id);
  const name = child.fields.given_name;
  return check ? `${name}: ${sayCheck(check.fields).toLowerCase()}, ${sayShort(seenAt(check), now)}` : sheet.say.notSeen(name);
}

function sayNeeds(children: Child[]): string {
  const needs = children.flatMap((child) =>
    childFlags(child.fields).map((flag) => `${child.fields.given_name}: ${flag.text.toLowerCase()}`),
  );
  return needs.join('\n') || sheet.say.noNeeds;
}

function saySafety(file: FamilyView | null): string {
  const safety = file?.family.fields.staff_safety;
  return safety?.flag ? (safety.note ?? sheet.say.safetyFlag) : sheet.say.noSafety;
}
