"""From a document that is right section by section to a whole profile."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from marshmallow import ValidationError

from backend.areas.calendar import WorkingDays
from backend.areas.file_schema.whole import HoursSchema
from backend.areas.profile import CallEntry, CallLine, Contact, Hours, Profile

Loaded = Mapping[str, Any]
ALIKE = (
    *("key", "name", "ref_prefix", "terms", "roles", "urgent", "police_told_label"),
    *("call_guidance", "readings", "routing", "booking", "email", "quorum", "decision"),
    *("cancellation", "confidentiality", "authorisation"),
)
"""Sections that a profile has as they were read."""
WANTED_HOURS = 'is office, a contact that has hours, or days with from and to, like "09:00".'
WEEKDAYS = frozenset(range(5))
_HOURS = HoursSchema()


def build(loaded: Loaded, document: Loaded) -> Profile:
    """The profile; ValidationError, by key, for a line whose hours make no sense."""
    contacts = {one["key"]: _contact(one) for one in loaded["contacts"]}
    calendar = _calendar(loaded["calendar"])
    hours = {purpose: _hours(purpose, loaded, calendar) for purpose in loaded["calls"]}
    return Profile(
        **{name: loaded[name] for name in ALIKE},
        version=loaded["meta"]["version"],
        police_unit=loaded["meta"]["police_unit"],
        contacts=contacts,
        lines=tuple(
            _line(purpose, line, hours[purpose], contacts)
            for purpose, line in loaded["calls"].items()
        ),
        calendar=calendar,
        clocks={clock.key: clock for clock in loaded["clocks"]},
        ladder=tuple(sorted(loaded["escalation"], key=lambda rung: rung.rung)),
        form=tuple(replace(loaded["form"][code], code=code) for code in loaded["form_fields"]),
        gates={gate.code: gate for gate in loaded["gates"]},
        imminent=timedelta(minutes=loaded["imminent_minutes"]),
        sources={key: _titled(one) for key, one in loaded["meta"]["sources"].items()},
        data=document,
    )


def _contact(read: Loaded) -> Contact:
    number = read["number"] if read["dialable"] else None
    alike = (
        *("key", "kind", "extension", "address", "use", "verified", "verified_by", "verified_how"),
        *("must_set", "called", "role", "note", "source", "suggestion", "passcode"),
    )
    return Contact(
        **{name: read[name] for name in alike},
        name=read["name"] or read["key"].replace("_", " ").capitalize(),
        number=number,
        shown=read["shown"] or number,
        off=not read["dialable"],
    )


def _calendar(read: Loaded) -> WorkingDays:
    closures = {date.fromisoformat(one["date"]): one["words"] for one in read["closures"]}
    office, of = read["office_hours"], read["holidays"]
    return WorkingDays(office["start"], office["end"], closures, of["country"], of["subdivision"])


def _line(purpose: str, line: Loaded, hours: Hours, contacts: Mapping[str, Contact]) -> CallLine:
    entries = tuple(
        CallEntry(
            contacts[entry["contact"]], entry["when"], entry["first_for"], entry["if_no_answer"]
        )
        for entry in line["entries"]
    )
    return CallLine(purpose, hours, line["words"], entries, line["source"])


def _hours(purpose: str, loaded: Loaded, calendar: WorkingDays) -> Hours:
    given, readings = loaded["calls"][purpose]["hours"], loaded["readings"]
    of_contacts = {one["key"]: one["hours"] for one in loaded["contacts"] if one["hours"]}
    if given == "office":
        read: Loaded = {"days": WEEKDAYS, "start": calendar.opens, "end": calendar.closes}
    elif isinstance(given, str) and given in of_contacts:
        read = of_contacts[given]
    else:
        read = _own_hours(purpose, given)
    return Hours(
        frozenset(read["days"]),
        read["start"],
        read["end"],
        inclusive=readings["opening_end_inclusive"],
        on_bank_holidays=readings["open_on_bank_holidays"],
        calendar=calendar,
    )


def _own_hours(purpose: str, given: Any) -> Loaded:
    try:
        read: Loaded = _HOURS.load(given)
    except ValidationError:
        read = {}
    if not read or read["start"] >= read["end"]:
        raise ValidationError({f"calls.{purpose}.hours": [WANTED_HOURS]})
    return read


def _titled(read: Loaded) -> str:
    details = ", ".join(part for part in (read["dated"], read["file"]) if part)
    return f"{read['title']} ({details})" if details else str(read["title"])
