"""Where a request goes, which session and slot it gets, and what stands in its subject."""

from backend.areas.arrangements import Sessions
from backend.areas.calendar import local
from backend.areas.call_windows import entries, opening_at
from backend.areas.explaining.answer import (
    Answer,
    Decided,
    at_moment,
    hour,
    of_reading,
    on_day,
    reading,
    sources,
)
from backend.areas.explaining.calling import named
from backend.areas.explaining.question import Question
from backend.areas.naming import subject as subject_of
from backend.areas.profile import Profile
from backend.areas.routing import route_of
from backend.areas.sessions import FRIDAY, Session, nominal_day, session_for
from backend.areas.slots import Full, TooLong, first_free

CALL_WORDS = {
    "required": "Ring the police too, at once: {police}.",
    "offered": "You may ring at once, from minute 0: {police}.",
    "allowed": "No call is asked for; you may ring at any time.",
    "not_allowed": "The urgent line is not for this. If it becomes urgent, say so and ring.",
}
POLICE = ("police", "101")


def route(profile: Profile, question: Question) -> Answer:
    """To whom, and the call that goes with it: to whoever answers for the police at this moment."""
    found = route_of(profile, {"urgent": question.is_urgent, "crime": question.crime})
    line = profile.line("urgent_police")
    shown = entries(line, opening_at(line.hours, question.at))
    police = next(one for one in shown if one["number"] and one["called"] in POLICE)
    rings = found.alert_call in ("required", "offered")
    call = CALL_WORDS[found.alert_call].format(police=named(police))
    note = profile.urgent.call.note if found.alert_call == "offered" else None
    return Answer(
        "route",
        "Where it goes",
        " ".join(filter(None, (found.route.words, call, note))),
        {
            "to": found.route.to,
            "flow": found.route.flow,
            "alert_call": found.alert_call,
            "number": police["number"] if rings else None,
            "overseen_by": found.route.overseen_by,
        },
        (
            Decided(
                f"routing.{profile.routing.index(found.route)}", found.route.to, _asked(question)
            ),
            Decided("urgent.call", found.alert_call, "Are the police rung as well?"),
        ),
        sources(profile, found.route.source, profile.urgent.call.source),
    )


def session(profile: Profile, question: Question) -> Answer:
    """The session of the referral, or how a time is agreed."""
    sessions = profile.booking.sessions
    if sessions is None or question.is_urgent:
        return _without(profile, "session", "Which session", question)
    found = session_for(profile, question.at)
    wait = f" That is {found.waiting_days} days away."
    if found.long_wait:
        wait += " It is a long wait: is it still not urgent?"
    return Answer(
        "session",
        "Which session",
        f"{_received(profile, question, found)} Its session is {on_day(found.day)}, "
        f"{hour(sessions.start)} to {hour(sessions.end)}.{wait}",
        {
            "effective_day": found.effective_day,
            "date": found.day,
            "starts_at": found.starts_at,
            "ends_at": found.ends_at,
            "waiting_days": found.waiting_days,
            "long_wait": found.long_wait,
        },
        _decided(profile, question, found, sessions),
        sources(profile, profile.booking.source, *_closed(profile, question)),
    )


def slot(profile: Profile, question: Question) -> Answer:
    """The first slot that fits, among what is known to be booked."""
    sessions = profile.booking.sessions
    if sessions is None or question.is_urgent:
        return _without(profile, "slot", "Which slot", question)
    minutes = question.facts.get("minutes") or sessions.slot_minutes
    day = session_for(profile, question.at).day
    facts: dict[str, object] = {"date": None, "start": None, "end": None, "overflow": False}
    try:
        found = first_free(profile, day, minutes, question.booked, question.at)
    except TooLong:
        words = f"{minutes} minutes are longer than a session: arrange it by hand."
    except Full:
        words = "Every session of the next year is full: arrange it by hand."
    else:
        at, taken = found.slot, "Of the slots that are free, the first"
        known = taken if question.booked else "With nothing else booked, the first slot"
        words = f"{known}: {on_day(at.day)}, {hour(at.start)} to {hour(at.end)}."
        facts = {"date": at.day, "start": at.start, "end": at.end, "overflow": found.overflow}
    hold = profile.booking.hold_minutes
    return Answer(
        "slot",
        "Which slot",
        words + f" It is held for {hold} minutes, until it is confirmed.",
        facts,
        (
            Decided("booking.sessions.slot_minutes", sessions.slot_minutes, "How long is a slot?"),
            Decided("booking.hold_minutes", hold, "How long is a slot held?"),
        ),
        sources(profile, profile.booking.source),
    )


def subject(profile: Profile, question: Question) -> Answer:
    """What stands in the subject, and which mailbox it goes to."""
    said = subject_of(profile, f"{profile.ref_prefix}-0000", urgent=question.is_urgent)
    to = profile.contacts[profile.email.to]
    name = "subject_urgent" if question.is_urgent else "subject_standard"
    given = profile.data["email"].get(name)
    setting = f"email.{name if given else 'subject_fallback'}"
    mailbox = to.address or "no address is set yet"
    first = profile.email.first_to
    through = f" First to {profile.contacts[first].name}." if first else ""
    return Answer(
        "subject",
        "The subject of the e-mail",
        f'"{said}", to {to.name} ({mailbox}).{through}',
        {"subject": said, "to": to.key, "address": to.address, "first_to": first},
        (Decided(setting, profile.data["email"][setting.partition(".")[2]], "What is written?"),),
        sources(profile, profile.email.source, profile.confidentiality.source),
    )


def _without(profile: Profile, key: str, title: str, question: Question) -> Answer:
    urgent = question.is_urgent and profile.booking.sessions is not None
    words = "An urgent request waits for no session. " if urgent else ""
    setting = "booking.urgent_bypasses_slots" if urgent else "booking.mode"
    value = True if urgent else profile.booking.mode
    about = profile.urgent.source if urgent else None
    said = "The discussion is held as soon as the police have rung." if urgent else ""
    return Answer(
        key,
        title,
        words + (said or f"There are no sessions here. {profile.booking.words}"),
        {"mode": profile.booking.mode, "date": None},
        (Decided(setting, value, "How is a time found?"),),
        sources(profile, about, profile.booking.source),
    )


def _received(profile: Profile, question: Question, found: Session) -> str:
    arrived = local(question.at)
    received = f"Received {at_moment(question.at)}"
    if found.effective_day == arrived.date():
        return f"{received}: it counts for that day."
    why = profile.calendar.why_closed(arrived.date()) or "after the cut-off"
    return f"{received} ({why}): it counts for {on_day(found.effective_day)}."


def _decided(
    profile: Profile, question: Question, found: Session, sessions: Sessions
) -> tuple[Decided, ...]:
    arrived = local(question.at)
    table = f"{found.effective_day:%A} to {nominal_day(profile, question.at):%A}"
    decided = [Decided("booking.sessions.mapping", table, "Which day leads to which session?")]
    if profile.calendar.why_closed(arrived.date()):
        decided.append(Decided("calendar", found.effective_day, "Is the day of receipt open?"))
    elif arrived.weekday() == FRIDAY:
        decided.append(reading(profile, "friday_cutoff"))
    else:
        decided.append(Decided("booking.sessions.cutoff", sessions.cutoff, "Until when?"))
    decided.append(reading(profile, "cutoff_inclusive"))
    if _closed(profile, question):
        decided.append(reading(profile, "session_on_bank_holiday"))
    return tuple(decided)


def _closed(profile: Profile, question: Question) -> tuple[str, ...]:
    """The source of what happens on a closed day, when the table leads to one."""
    if profile.calendar.is_working_day(nominal_day(profile, question.at)):
        return ()
    return ("Calendar", of_reading(profile, "session_on_bank_holiday"))


def _asked(question: Question) -> str:
    urgent = "urgent" if question.is_urgent else "not urgent"
    return f"{urgent}, {'crime-related' if question.crime else 'not crime-related'}"
