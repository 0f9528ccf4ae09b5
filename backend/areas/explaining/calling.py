"""Who to ring now, when that changes, and who is next when nobody answers."""

from datetime import datetime, timedelta
from typing import Any

from backend.areas.arrangements import Rung
from backend.areas.calendar import local
from backend.areas.call_windows import call_windows, entries, opening_at, ordered_for
from backend.areas.clocks.due import due
from backend.areas.explaining.answer import Answer, Decided, at_moment, readings, sentence, sources
from backend.areas.explaining.question import Question
from backend.areas.profile import Profile

AHEAD = timedelta(days=21)
"""Longer than any run of closed days."""
OPENING = ("opening_end_inclusive", "open_on_bank_holidays")


def call_now(profile: Profile, question: Question) -> Answer:
    """The buttons of the urgent screen at this moment, in the order of this role."""
    line = profile.line("urgent_police")
    opening = opening_at(line.hours, question.at)
    shown = _ordered(entries(line, opening), question)
    dialled = [one for one in shown if one["number"]]
    then = ", ".join(named(one) for one in dialled[1:])
    words = f"{sentence(line.words[opening])} Ring first: {named(dialled[0])}. Then: {then}."
    waiting = [one["name"] for one in shown if not one["number"]]
    if waiting:
        words += f" Not set yet, so no button: {', '.join(waiting)}."
    day = local(question.at).date()
    if why := profile.calendar.why_closed(day):
        words += f" ({why}.)"
    return Answer(
        "call_now",
        "Who to ring now",
        words,
        {"first": dialled[0], "opening": opening, "entries": shown},
        (*_path(profile, opening, question), *readings(profile, OPENING)),
        sources(profile, line.source, profile.contacts[dialled[0]["key"]].source),
    )


def next_change(profile: Profile, question: Question) -> Answer:
    """When the buttons change next."""
    line = profile.line("urgent_police")
    windows = call_windows(line, question.at, AHEAD)
    facts: dict[str, Any] = {"at": None, "first": None}
    words = f"Nothing changes in the next {AHEAD.days} days."
    if len(windows) > 1:
        moment = datetime.fromisoformat(windows[1]["from"])
        shown = _ordered(windows[1]["entries"], question)
        first = next(one for one in shown if one["number"])
        words = (
            f"{at_moment(moment)}: {sentence(windows[1]['note'])} Then ring first: {named(first)}."
        )
        facts = {"at": moment, "first": first, "note": windows[1]["note"]}
    return Answer(
        "next_change",
        "When that changes",
        words,
        facts,
        (
            Decided("calls.urgent_police.hours", _hours(profile), "When is the line staffed?"),
            *readings(profile, OPENING),
        ),
        sources(profile, line.source, "Calendar"),
    )


def ladder(profile: Profile, question: Question) -> Answer:
    """Every rung, with the time at which a clock opens it."""
    line = profile.line("urgent_police")
    rungs = [_rung(profile, rung, question) for rung in profile.ladder]
    words = " ".join(f"{one['rung']}. {one['opens']} {one['words']}" for one in rungs)
    climbs = any(rung.unreachable for rung in profile.ladder)
    usual = "No ladder is written down: 101 and 999 stay on the screen."
    return Answer(
        "ladder",
        "If nobody answers",
        words or usual,
        {"rungs": rungs},
        (
            Decided("escalation", len(rungs), "Who is next when nobody answers?"),
            *readings(profile, ["next_rung_when_unreachable"] if climbs else []),
        ),
        sources(profile, *(rung.source for rung in profile.ladder), line.source),
    )


def _rung(profile: Profile, rung: Rung, question: Question) -> dict[str, Any]:
    called = [profile.contacts[key] for key in rung.to]
    return {
        "rung": rung.rung,
        **_opens(profile, rung, question),
        "words": rung.words,
        "by": rung.by,
        "to": [*rung.to] or [rung.to_role],
        "numbers": [_shown(one.shown, one.extension) for one in called],
    }


def _opens(profile: Profile, rung: Rung, question: Question) -> dict[str, Any]:
    if rung.after_clock:
        return _after_clock(profile, rung.after_clock, question)
    opens = f"On: {', '.join(one.replace('_', ' ') for one in rung.events)}."
    if rung.unreachable:
        names = " and ".join(profile.contacts[key].name for key in rung.unreachable)
        opens = f"When {names} cannot be reached."
    elif rung.told:
        opens = f"When {profile.contacts[rung.told].name} has been told."
    return {"opens": opens, "opens_at": None}


def _after_clock(profile: Profile, key: str, question: Question) -> dict[str, Any]:
    found = due(profile, key, question.known())
    if found.due_at is None or (found.clock.only_urgent and not question.is_urgent):
        return {"opens": "For an urgent request.", "opens_at": None}
    return {"opens": f"From {at_moment(found.due_at)}.", "opens_at": found.due_at}


def _ordered(shown: list[dict[str, Any]], question: Question) -> list[dict[str, Any]]:
    return ordered_for(shown, question.role, page_failed=question.page_failed)


def named(entry: dict[str, Any]) -> str:
    """A button in words: who, and the number with its extension."""
    number = _shown(entry["shown"], entry["extension"])
    return entry["name"] if number == entry["key"] else f"{entry['name']} ({number})"


def _shown(number: str | None, extension: str | None) -> str:
    return f"{number or 'not set'}, extension {extension}" if extension else number or "not set"


def _path(profile: Profile, opening: str, question: Question) -> tuple[Decided, ...]:
    return (
        Decided("calls.urgent_police.hours", _hours(profile), f"At this moment: {opening}."),
        Decided("calls.urgent_police.entries", question.role, "In the order of this role."),
    )


def _hours(profile: Profile) -> str:
    hours = profile.line("urgent_police").hours
    return f"{len(hours.weekdays)} days a week, {hours.start:%H:%M} to {hours.end:%H:%M}"
