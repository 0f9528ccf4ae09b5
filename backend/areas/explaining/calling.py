"""Who to ring now, when that changes, and who is next when nobody answers."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from backend.areas.arrangements import Rung
from backend.areas.calendar import local
from backend.areas.call_windows import call_windows, entries, opening_at, ordered_for
from backend.areas.clocks.due import due
from backend.areas.explaining.answer import Answer, Decided, at_moment, readings, sentence, sources
from backend.areas.explaining.question import Question
from backend.areas.profile import Profile
from backend.areas.vocabulary import DISPUTES

AHEAD = timedelta(days=21)
"""Longer than any run of closed days."""
NO_LADDER = "No ladder for that is written down: 101 and 999 stay on the screen."
OPENING = ("opening_end_inclusive", "open_on_bank_holidays")


def call_now(profile: Profile, question: Question) -> Answer:
    """The buttons of the urgent screen at this moment, in the order of this role."""
    line = profile.line("urgent_police")
    opening = opening_at(line.hours, question.at)
    shown = _ordered(entries(line, opening), question)
    dialled = [one for one in shown if one["number"]]
    then = ", ".join(named(one) for one in dialled[1:])
    words = f"{sentence(line.words[opening])} Ring first: {named(dialled[0])}. Then: {then}."
    words += "".join(_no_buttons(shown))
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
    """When another button comes first."""
    line = profile.line("urgent_police")
    now, *later = call_windows(line, question.at, AHEAD)
    facts: dict[str, Any] = {"at": None, "first": None}
    words = f"The same button stays first for the next {AHEAD.days} days."
    before = _dialled(_first(now, question))
    changed = (one for one in later if _dialled(_first(one, question)) != before)
    if window := next(changed, None):
        moment, first = datetime.fromisoformat(window["from"]), _first(window, question)
        words = f"{at_moment(moment)}: {sentence(window['note'])} Then ring first: {named(first)}."
        facts = {"at": moment, "first": first, "note": window["note"]}
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
    """What each button says of no answer, then every rung, with when it opens."""
    line = profile.line("urgent_police")
    rungs = [_rung(profile, rung, question) for rung in profile.ladder]
    disputes = [one for one in rungs if one["dispute"]]
    words = " ".join(
        (
            *_unanswered(entries(line, opening_at(line.hours, question.at)), question),
            _said([one for one in rungs if not one["dispute"]]) or NO_LADDER,
            f"Where people disagree: {_said(disputes)}" if disputes else "",
        )
    ).strip()
    climbs = any(rung.unreachable for rung in profile.ladder)
    return Answer(
        "ladder",
        "If nobody answers",
        words,
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
        "dispute": bool(rung.events) and set(rung.events) <= DISPUTES,
        "by": rung.by,
        "to": [*rung.to] or [rung.to_role],
        "numbers": [_shown(one.shown, one.extension) for one in called],
    }


def _unanswered(shown: list[dict[str, Any]], question: Question) -> list[str]:
    """What the line itself says of each button that nobody answers."""
    return [
        f"{one['name']} does not answer: {sentence(one['if_no_answer'])}"
        for one in _ordered(shown, question)
        if one["number"] and one["if_no_answer"]
    ]


def _said(rungs: list[dict[str, Any]]) -> str:
    return " ".join(f"{one['rung']}. {one['opens']} {one['words']}" for one in rungs)


def _no_buttons(shown: list[dict[str, Any]]) -> Iterator[str]:
    """Who stands there and cannot be rung, by why."""
    for why in dict.fromkeys(one["shown"] for one in shown if not one["number"]):
        names = ", ".join(one["name"] for one in shown if one["shown"] == why)
        yield f" {why}, so no button: {names}."


def _first(window: dict[str, Any], question: Question) -> dict[str, Any]:
    """The button that comes first, as it is dialled."""
    return next(one for one in _ordered(window["entries"], question) if one["number"])


def _dialled(button: dict[str, Any]) -> tuple[Any, ...]:
    return button["key"], button["number"], button["extension"]


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
        Decided("calls.urgent_police.hours", _hours(profile), _now(profile, opening)),
        Decided("calls.urgent_police.entries", question.role, "In the order of this role."),
    )


def _now(profile: Profile, opening: str) -> str:
    office = profile.data["calls"]["urgent_police"]["hours"] == "office"
    assumed = office and profile.data["calendar"]["office_hours"].get("assumed")
    by = ", by office hours that are Doorstep's own" if assumed else ""
    return f"At this moment: {opening.replace('_', ' ')}{by}."


def _hours(profile: Profile) -> str:
    hours = profile.line("urgent_police").hours
    return f"{len(hours.weekdays)} days a week, {hours.start:%H:%M} to {hours.end:%H:%M}"
