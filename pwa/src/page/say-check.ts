/** A check in words: one line for a list, all of it for its own page. */
import type { CheckFields, Injury } from '../domain';
import { body, check as words, common } from './words';
import { capital, sayWhen } from './say-time';

export type SeenAnswer = keyof typeof words.seenAnswers;

/** Seen and seen alone are one answer to the worker, two fields to the record. */
export function seenAnswerOf(check: Partial<CheckFields>): SeenAnswer | null {
  if (check.seen === 'no') return 'no';
  if (check.seen !== 'yes') return null;
  const answers = { yes: 'alone', part: 'part', no: 'not_alone' } as const;
  return check.seen_alone ? answers[check.seen_alone] : null;
}

export const fieldsOfAnswer = (answer: SeenAnswer): Pick<CheckFields, 'seen' | 'seen_alone'> =>
  ({
    alone: { seen: 'yes', seen_alone: 'yes' },
    part: { seen: 'yes', seen_alone: 'part' },
    not_alone: { seen: 'yes', seen_alone: 'no' },
    no: { seen: 'no', seen_alone: null },
  })[answer] as Pick<CheckFields, 'seen' | 'seen_alone'>;

/** `Seen, not alone: child declined` */
export function sayCheck(check: CheckFields): string {
  const answer = seenAnswerOf(check);
  const seen = answer ? words.seenAnswers[answer] : common.notRecorded;
  const why = check.reason_not_alone
    ? labelOf(words.reasons, check.reason_not_alone).toLowerCase()
    : null;
  return why ? `${seen}: ${why}` : seen;
}

type Line = readonly [label: string, said: string | null | undefined];

/** Every field that says something, in the order of the form. */
export function checkLines(check: CheckFields, now: Date): [string, string][] {
  const lines = [...seenLines(check, now), ...saidLines(check), ...otherLines(check, now)];
  return lines.filter((line): line is [string, string] => Boolean(line[1]));
}

const s = words.summary;

function seenLines(check: CheckFields, now: Date): Line[] {
  return [
    [s.seen, sayCheck(check)],
    [s.reason, check.reason_text],
    [s.where, check.where_absent],
    [s.contact, contactOf(check)],
    [s.consent, check.consent ? words.consents[check.consent] : null],
    [s.withWhom, check.with_whom],
    [s.next, check.next_attempt_at && sayWhen(check.next_attempt_at, now)],
  ];
}

function saidLines(check: CheckFields): Line[] {
  return [
    [s.words, check.child_words],
    [s.view, check.worker_view],
    [s.injuries, (check.injuries ?? []).map(sayInjury).join('\n')],
  ];
}

function otherLines(check: CheckFields, now: Date): Line[] {
  return [
    [s.interpreter, interpreterOf(check)],
    [s.identity, check.identity_factors],
    [s.tools, (check.tools_used ?? []).map(toolName).join(', ')],
    [s.safety, check.immediate_safety],
    [s.place, check.place],
    [s.time, check.from_at && capital(sayWhen(check.from_at, now))],
  ];
}

function contactOf(check: CheckFields): string {
  const said = [
    check.spoken_to && words.spoke,
    check.observed_non_verbal && words.observed,
    check.awake && words.awake,
    check.bedroom_seen && words.bedroom,
  ];
  return said.filter(Boolean).join(', ');
}

function interpreterOf(check: CheckFields): string | null {
  if (!check.interpreter_used) return null;
  const family = check.interpreter_is_family ? words.interpreterFamily : null;
  return [check.interpreter_language, check.interpreter_name, family, check.interpreter_reason]
    .filter(Boolean)
    .join(', ');
}

/** `Forearm, child's left: bruise, yellow, 2 cm. "He fell" (mother)` */
export function sayInjury(injury: Injury): string {
  const side = injury.side ? labelOf(body.sides, injury.side).toLowerCase() : null;
  const where = [labelOf(body.places, injury.place), side].filter(Boolean).join(', ');
  const what = [labelOf(body.whats, injury.what).toLowerCase(), injury.colour, injury.size]
    .filter(Boolean)
    .join(', ');
  const who = injury.explained_by ? ` (${injury.explained_by})` : '';
  const explained = injury.explanation ? `. \u201c${injury.explanation}\u201d${who}` : '';
  return `${where}: ${what}${explained}`;
}

const toolName = (tool: string): string => labelOf(words.toolList, tool);

export const labelOf = (catalogue: Readonly<Record<string, string>>, code: string): string =>
  catalogue[code] ?? code.replaceAll('_', ' ');
