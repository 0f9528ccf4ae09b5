/** The time of a discussion as lines, from the first proposal to what was confirmed. */
import type { RequestFields } from '../../domain';
import { capital, sayShortDay, sayTime, sayWhen } from '../say-time';
import { times as words } from '../words/times';

type NameOf = (id: string | null | undefined) => string;
type Line = readonly [string, string | null | undefined | false];

export function timeLines(request: RequestFields, nameOf: NameOf, now: Date): [string, string][] {
  const lines = [...agreedLines(request, now), ...bookedLines(request, now)];
  return [...lines, ...settledLines(request, now, nameOf)].filter(
    (line): line is [string, string] => Boolean(line[1]),
  );
}

function agreedLines({ proposed, agreed, health, session }: RequestFields, now: Date): Line[] {
  const said = (moment: string) => capital(sayWhen(moment, now));
  return [
    [words.proposed, proposed && !agreed && join([said(proposed.starts_at), proposed.words])],
    [
      words.agreed,
      agreed &&
        join([said(agreed.starts_at), words.with(join([agreed.with_name, agreed.with_rank]))]),
    ],
    [words.health, health && join([words.healthStates[health.state], health.who, health.reason])],
    [
      words.session,
      session &&
        join([
          sayShortDay(session.day),
          session.long_wait && words.waits(session.waiting_days ?? 0),
        ]),
    ],
  ];
}

function bookedLines(request: RequestFields, now: Date): Line[] {
  return [
    [words.held, slotLine(request, now)],
    [words.trouble, request.booking_trouble?.words],
    [words.meeting, meetingLine(request, now)],
  ];
}

function slotLine({ booking, status }: RequestFields, now: Date): string | null {
  if (!booking) return null;
  const { starts_at, state, held_until } = booking;
  const until = status === 'slot_offered' && held_until ? held_until : null;
  const stands = until ? words.heldUntil(sayTime(until)) : (words.bookingStates[state] ?? state);
  return join([capital(sayWhen(starts_at, now)), stands]);
}

function meetingLine({ meeting }: RequestFields, now: Date): string | null {
  if (!meeting) return null;
  const { starts_at, ends_at, place } = meeting;
  return join([capital(sayWhen(starts_at, now)), words.until(sayTime(ends_at)), place]);
}

function settledLines(request: RequestFields, now: Date, nameOf: NameOf): Line[] {
  const { confirmed, moved_from, overrun } = request;
  return [
    [
      words.confirmed,
      confirmed &&
        join([
          capital(sayWhen(confirmed.starts_at, now)),
          confirmed.place,
          confirmed.join_note,
          nameOf(confirmed.by),
        ]),
    ],
    [
      words.moved,
      moved_from && join([capital(sayWhen(moved_from.starts_at, now)), moved_from.reason]),
    ],
    [words.overrun, overrun && join([words.overrunBy(overrun.minutes), overrun.words])],
  ];
}

const join = (parts: readonly (string | null | undefined | false)[]): string =>
  parts.filter(Boolean).join(', ');

/** `Goes to Fri 6 Nov, not Wed 4 Nov`; null where no cut-off was missed. */
export function missedCutoff({ session }: RequestFields): string | null {
  if (!session?.missed_cutoff || !session.meant_day) return null;
  return words.goesTo(sayShortDay(session.day), sayShortDay(session.meant_day));
}
