/** A family and its children in words: names, flags, the checks of a child. */
import type { ChildFields, RequestChild } from '../../domain';
import type { LocalRecord, LocalRequest } from '../../store';
import { common } from '../words';

export type Family = LocalRecord<'family'>;
export type Child = LocalRecord<'child'>;
export type Visit = LocalRecord<'visit'>;
export type Check = LocalRecord<'child_seen_check'>;
export type Request = LocalRequest;

export const childName = (child: Pick<ChildFields, 'given_name' | 'family_name'>): string =>
  `${child.given_name} ${child.family_name}`;

export const seenAt = (check: Check): string =>
  check.fields.to_at ?? check.fields.from_at ?? check.made_at;

export const checkOf = (checks: readonly Check[], child_id: string): Check | null =>
  checks.find((check) => check.fields.child_id === child_id) ?? null;

/** The last check that says how a child was seen. */
export const lastCheck = (checks: readonly Check[], child_id: string): Check | null =>
  checks
    .filter((check) => check.fields.child_id === child_id)
    .sort((a, b) => seenAt(b).localeCompare(seenAt(a)))[0] ?? null;

export interface Flag {
  text: string;
  tone: 'plain' | 'warn' | 'urgent';
}

/** What anyone who meets this child must know first. */
export function childFlags(child: ChildFields): Flag[] {
  const { flags } = common;
  const language = child.interpreter_language ?? child.language ?? '';
  const all: [unknown, Flag][] = [
    [child.non_mobile, { text: flags.nonMobile, tone: 'warn' }],
    [child.non_verbal, { text: flags.nonVerbal, tone: 'warn' }],
    [child.interpreter_needed, { text: flags.interpreter(language), tone: 'warn' }],
    [child.looked_after, { text: flags.lookedAfter, tone: 'plain' }],
    [child.lives_elsewhere, { text: flags.elsewhere, tone: 'plain' }],
  ];
  return all.filter(([is]) => is).map(([, flag]) => flag);
}

/** One row's worth of flags for a family: its own, then those of its children, each once. */
export function familyFlags(family: Family, children: readonly Child[]): Flag[] {
  const own: Flag[] = family.fields.staff_safety?.flag
    ? [{ text: common.flags.staffSafety, tone: 'urgent' }]
    : [];
  const all = [...own, ...children.flatMap((child) => childFlags(child.fields))];
  return [...new Map(all.map((flag) => [flag.text, flag])).values()];
}

/** Of a child as a request names them, for those who do not have the file. */
export function namedFlags(child: RequestChild): Flag[] {
  const {
    non_mobile = false,
    non_verbal = false,
    looked_after = false,
    interpreter_language = null,
  } = child;
  return childFlags({
    ...nobody,
    non_mobile,
    non_verbal,
    looked_after,
    interpreter_language,
    interpreter_needed: Boolean(interpreter_language),
  });
}

const nobody = { case_id: '', given_name: '', family_name: '', date_of_birth: '' };
