/** A cancellation as lines: who asked and why, and each party's answer. */
import type { Agreement, Cancellation, Party } from '../../domain';
import { sayWhen } from '../say-time';
import { decide } from '../words/decide';

const { cancel: words } = decide;
const usual: readonly Party[] = ['csc_team_manager', 'police', 'health'];

interface Sources {
  nameOf(id: string | null | undefined): string;
  now: Date;
  /** Whose agreement the area asks for. */
  parties?: readonly Party[] | undefined;
}

export function cancellationLines(
  { asked_by, asked_at, reason, agreements }: Cancellation,
  { nameOf, now, parties = usual }: Sources,
): { asked: string; answers: string[] } {
  const answerOf = (party: Party): string => {
    const answer = agreements[party];
    const called = words.parties[party] ?? party;
    return answer ? sayAnswer(called, answer) : words.waits(called);
  };
  const sayAnswer = (called: string, answer: Agreement): string => {
    const say = answer.agreed ? words.agreed : words.against;
    return say(called, answer.name ?? nameOf(answer.by), sayWhen(answer.at, now));
  };
  const asked = words.asked(nameOf(asked_by), sayWhen(asked_at, now), reason);
  return { asked, answers: parties.map(answerOf) };
}
