/** What was recorded on a visit, as the beginning of what a request says. */
import type { FamilyView } from '../../store';
import { sayCheck, sayInjury } from '../say-check';
import { sayShort } from '../say-time';
import { asking } from '../words/request-form';
import { seenAt, type Check } from './family';
import type { KnownFacts } from './area-form';

const words = asking.visit;

/** A line for each child's check, the eldest first; empty where nothing was recorded. */
export function sayFromVisit(file: FamilyView, visit_id: string, now: Date): string {
  const checks = file.checks.filter((check) => check.fields.visit_id === visit_id);
  const named = file.children.flatMap((child) =>
    checks
      .filter((check) => check.fields.child_id === child.id)
      .map((check) => sayOne(child.fields.given_name, check, now)),
  );
  return named.join('\n');
}

function sayOne(name: string, check: Check, now: Date): string {
  const { child_words, injuries = [], immediate_safety } = check.fields;
  const said = [
    `${name}: ${sayCheck(check.fields).toLowerCase()}, ${sayShort(seenAt(check), now)}`,
    child_words && words.said(child_words),
    ...injuries.map((injury) => words.injury(sayInjury(injury))),
    immediate_safety && words.safety(immediate_safety),
  ];
  return said.filter(Boolean).join('. ');
}

/** What the file and the visit answer of the area's questions. */
export function knownOf(file: FamilyView | null, visit_id: string | undefined): KnownFacts {
  const children = (file?.children ?? []).map((child) => child.fields);
  const speaks = children.find((child) => child.interpreter_needed);
  const visit = file?.visits.find((one) => one.id === visit_id);
  return {
    looked_after: children.some((child) => child.looked_after),
    interpreter: speaks ? (speaks.interpreter_language ?? speaks.language ?? null) : null,
    in_hospital: visit?.fields.place === 'hospital',
  };
}
