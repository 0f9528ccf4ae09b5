"""Each clock of the area with its due time, and what starts those that do not run yet."""

from typing import Any

from backend.areas.arrangements import Clock, ClockRule
from backend.areas.clocks.due import Due, due
from backend.areas.explaining.answer import Answer, Decided, at_moment, readings, sources
from backend.areas.explaining.question import Question
from backend.areas.profile import Profile


def clocks(profile: Profile, question: Question) -> Answer:
    """The clocks that such a request would have."""
    asked = [one for one in profile.clocks.values() if question.is_urgent or not one.only_urgent]
    found = [due(profile, one.key, question.known(), question.category) for one in asked]
    decided = [name for one in found for name in one.readings]
    return Answer(
        "clocks",
        "What is due when",
        " ".join(_in_words(one, profile, question) for one in found),
        {"clocks": [_facts(one, profile, question) for one in found]},
        (
            Decided("clocks", len(found), "Which clocks are there?"),
            *readings(profile, decided),
        ),
        sources(profile, *(one.source for one in found)),
    )


def _in_words(found: Due, profile: Profile, question: Question) -> str:
    clock, said = found.clock, ""
    if found.due_at is None:
        starts = " or ".join(_plain(name) for name in clock.starts)
        rules = ", or ".join(dict.fromkeys(_amount(rule, profile) for rule in clock.rules))
        return f"{clock.name}: {rules}, counted from: {starts}."
    if found.must_be_in_setting:
        said += " It must be held there, before the child leaves."
    if clock.kind == "due" and found.is_imminent(question.at, profile.imminent):
        said += " Act now."
    if clock.optional:
        said += " It may be left out with a reason."
    if not clock.given:
        said += " (A default of Doorstep: no document of the area says so.)"
    return f"{clock.name}: {_when(clock)} {at_moment(found.due_at)}.{said}"


def _facts(found: Due, profile: Profile, question: Question) -> dict[str, Any]:
    clock = found.clock
    return {
        "key": clock.key,
        "name": clock.name,
        "kind": clock.kind,
        "about": clock.about,
        "given": clock.given,
        "starts": list(clock.starts),
        "started_at": found.started_at,
        "due_at": found.due_at,
        "imminent": clock.kind == "due" and found.is_imminent(question.at, profile.imminent),
        "must_be_in_setting": found.must_be_in_setting,
        "rule": _amount(found.rule, profile) if found.rule else None,
        "source": list(sources(profile, found.source)),
    }


def _when(clock: Clock) -> str:
    return {"due": "by", "not_before": "not before", "advice": "until"}[clock.kind]


def _amount(rule: ClockRule, profile: Profile) -> str:
    closes = f"{profile.calendar.closes:%H:%M}"
    if rule.before:
        return f"before the {_plain(rule.before)}"
    if rule.within_working_day:
        how = profile.readings[f"within_working_day_{rule.within_working_day}"]
        by_hours = how == "working_hours"
        return "a day of working hours" if by_hours else f"{closes} of the next working day"
    for name in ("minutes", "hours"):
        if (number := getattr(rule, name)) is not None:
            return f"{number} {name}"
    if number := rule.working_days or rule.days:
        return f"{number} working days" if rule.working_days else f"day {number}"
    return "the same day" if rule.same_day else "at once"


def _plain(name: str) -> str:
    return name.removesuffix("_at").removesuffix("_date").replace("_", " ")
