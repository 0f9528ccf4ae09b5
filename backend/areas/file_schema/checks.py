"""What one key says of another: every name in the file leads to something that is there."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import time
from typing import Any

from marshmallow import ValidationError

from backend.areas.arrangements import Clock, document_named
from backend.areas.calendar import are_known
from backend.areas.file_schema.fields import time_from
from backend.areas.file_schema.form import faults_of_form
from backend.areas.file_schema.numbers import faults_of_numbers
from backend.areas.file_schema.texts import check_line
from backend.areas.file_schema.words import CHECKS_OF_WORDS

FREE = ("record", "presence", "uasc", "emergency", "contact_policy", "push", "retention")
"""Sections of which no rule reads a key."""
LONGEST_FREE = 5000
Loaded = Mapping[str, Any]
Faults = Iterator[tuple[str, str]]


def faults_between(loaded: Loaded, document: Loaded) -> dict[str, str]:
    """What is wrong between the sections of a file that is right section by section."""
    found: dict[str, str] = {}
    for check in CHECKS:
        found |= dict(check(loaded))
    for check_all in (_not_given, _free_texts, _sourced):
        found |= dict(check_all(document))
    return found


def _twice(loaded: Loaded) -> Faults:
    named = {
        "contacts": [one["key"] for one in loaded["contacts"]],
        "clocks": [one.key for one in loaded["clocks"]],
        "urgent.categories": [one.code for one in loaded["urgent"].categories],
        "gates": [one.code for one in loaded["gates"]],
        "form_fields": list(loaded["form_fields"]),
    }
    for section, keys in named.items():
        for key, times in Counter(keys).items():
            if times > 1:
                yield section, f"{key} stands there {times} times."


def _contacts(loaded: Loaded) -> Faults:
    known = {one["key"] for one in loaded["contacts"]}
    for where, key in _contacts_named(loaded):
        if key not in known:
            yield where, f"there is no contact called {key}."


def _contacts_named(loaded: Loaded) -> Faults:
    for purpose, line in loaded["calls"].items():
        for number, entry in enumerate(line["entries"]):
            yield f"calls.{purpose}.entries.{number}.contact", entry["contact"]
    for number, rung in enumerate(loaded["escalation"]):
        told = (rung.told,) if rung.told else ()
        for key in (*rung.to, *rung.unreachable, *told):
            yield f"escalation.{number}", key
    for number, role in enumerate(loaded["duty_roles"]):
        for key in role["contacts"]:
            yield f"duty_roles.{number}.contacts", key
    yield from _mailboxes_named(loaded)
    yield "urgent.call.contact", loaded["urgent"].call.contact


def _mailboxes_named(loaded: Loaded) -> Faults:
    email = loaded["email"]
    for name, key in (("to", email.to), ("first_to", email.first_to), ("via", email.via)):
        if key is not None:
            yield f"email.{name}", key
    for key in loaded["cancellation"].email:
        yield "cancellation.email", key


def _clocks(loaded: Loaded) -> Faults:
    keys = {one.key for one in loaded["clocks"]}
    for number, rung in enumerate(loaded["escalation"]):
        if rung.after_clock and rung.after_clock not in keys:
            yield (
                f"escalation.{number}.after_clock",
                f"there is no clock called {rung.after_clock}.",
            )
    for number, gate in enumerate(loaded["gates"]):
        if gate.after_clock and gate.after_clock not in keys:
            yield f"gates.{number}.after_clock", f"there is no clock called {gate.after_clock}."
    codes = {one.code for one in loaded["urgent"].categories}
    for number, clock in enumerate(loaded["clocks"]):
        for code in clock.categories:
            if code not in codes:
                yield f"clocks.{number}.categories.{code}", "is not an urgent category here."


def _routes(loaded: Loaded) -> Faults:
    if not any(not route.when for route in loaded["routing"]):
        yield "routing", "has no entry without when, for every other request."
    for number, rung in enumerate(loaded["escalation"]):
        if not (rung.after_clock or rung.unreachable or rung.told or rung.events):
            yield f"escalation.{number}", "says what opens it."


def _readings(loaded: Loaded) -> Faults:
    readings, notes = loaded["readings"], loaded["reading_notes"]
    for name in sorted(readings.keys() ^ notes.keys()):
        yield f"readings.{name}", "is not a reading that is known here."
    for name in sorted(readings.keys() & notes.keys()):
        choices = notes[name]["choices"]
        if not _is_choice(readings[name], choices):
            listed = ", ".join(_plain(one) for one in choices)
            yield f"readings.{name}", f"is one of: {listed}."
    for number, clock in enumerate(loaded["clocks"]):
        for name in _readings_of(clock) - readings.keys():
            yield f"clocks.{number}", f"there is no reading called {name}."


def _readings_of(clock: Clock) -> set[str]:
    rules = [*clock.rules, *(rule for one in clock.categories.values() for rule in one.rules)]
    return {name for rule in rules for name in (rule.reading, rule.assumed) if name}


def _is_choice(value: Any, choices: list[Any]) -> bool:
    if "a time" in choices and isinstance(value, str):
        try:
            time_from(value)
        except ValidationError:
            return False
        return True
    return any(type(value) is type(one) and value == one for one in choices)


def _plain(choice: Any) -> str:
    if choice is None:
        return "null"
    return str(choice).lower() if isinstance(choice, bool) else str(choice)


def _hours(loaded: Loaded) -> Faults:
    office = loaded["calendar"]["office_hours"]
    if not _in_order(office["start"], office["end"]):
        yield "calendar.office_hours", "ends after it starts."
    for number, contact in enumerate(loaded["contacts"]):
        hours = contact["hours"]
        if hours and not _in_order(hours["start"], hours["end"]):
            yield f"contacts.{number}.hours", "end after they start."


def _holidays(loaded: Loaded) -> Faults:
    of = loaded["calendar"]["holidays"]
    if not are_known(of["country"], of["subdivision"]):
        yield "calendar.holidays", "is not a country and a part of it whose holidays are known."


def _in_order(start: time, end: time) -> bool:
    return start < end


def _promise_1(loaded: Loaded) -> Faults:
    """999 and a police line are there at every hour (DESIGN 1, promise 1)."""
    contacts = {one["key"]: one for one in loaded["contacts"]}
    always = [
        contacts[entry["contact"]]
        for entry in loaded["calls"]["urgent_police"]["entries"]
        if entry["when"] == "always" and entry["contact"] in contacts
    ]
    dialled = {one["called"] for one in always if one["number"] and one["dialable"]}
    if "999" not in dialled or not dialled & {"101", "police"}:
        yield "calls.urgent_police.entries", "has no 999, or no police line, at every hour."


def _not_given(document: Loaded) -> Faults:
    for number, path in enumerate(document.get("not_given") or ()):
        section, _, name = path.partition(".")
        at = document.get(section)
        if at is None or (name and not (isinstance(at, Mapping) and name in at)):
            yield f"not_given.{number}", "leads nowhere in these arrangements."


def _free_texts(document: Loaded) -> Faults:
    """In sections whose keys are not checked, texts are."""
    for section in FREE:
        yield from _texts(document[section], section)


def _texts(part: Any, where: str) -> Faults:
    if isinstance(part, str):
        try:
            check_line(part, LONGEST_FREE, None)
        except ValidationError as error:
            yield where, str(error.messages[0])
    inside: Iterable[tuple[Any, Any]] = part.items() if isinstance(part, Mapping) else ()
    inside = enumerate(part) if isinstance(part, list) else inside
    for name, value in inside:
        yield from _texts(value, f"{where}.{name}")


def _sourced(document: Loaded) -> Faults:
    yield from _sources(document, document["meta"]["sources"])


def _sources(part: Any, known: Mapping[str, Any], where: str = "") -> Faults:
    """Every `source` begins with a document of `meta.sources`."""
    if isinstance(part, Mapping):
        said = part.get("source")
        if isinstance(said, str) and document_named(said) not in known:
            yield f"{where}.source", f"begins with one of {', '.join(sorted(known))}."
        for key, value in part.items():
            yield from _sources(value, known, f"{where}.{key}".removeprefix("."))
    elif isinstance(part, list):
        for number, value in enumerate(part):
            yield from _sources(value, known, f"{where}.{number}")


CHECKS: tuple[Callable[[Loaded], Faults], ...] = (
    _twice,
    _contacts,
    _clocks,
    _routes,
    _readings,
    _hours,
    _holidays,
    _promise_1,
    faults_of_form,
    faults_of_numbers,
    *CHECKS_OF_WORDS,
)
