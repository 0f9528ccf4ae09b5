"""How the input of a case is read: times and dates as such, settings as readings of the area."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from backend.areas.calendar import LONDON
from backend.areas.profile import Profile
from backend.areas.profiles import profile_from, profiles

Case = Mapping[str, Any]
BOTH = ("within_working_day_safety", "within_working_day_document")
SAME_AS = {
    "working_hours_8": "working_hours",
    "end_of_day": "end_of_next_working_day",
    "none": None,
    "first": "first_discussion",
    "last": "last_discussion",
}
SECTIONS = ("calendar", "contact_policy", "booking")


def profile_for(case: Mapping[str, Any]) -> Profile:
    """The area of the case, read as its `settings` say; a rule for any area is asked of one."""
    known = profiles()
    profile = known.get(case["area"]) or next(iter(known.values()))
    settings = case["input"].get("settings", {})
    document: dict[str, Any] = {**profile.data, "readings": dict(profile.readings)}
    for name, value in settings.items():
        set_in(document, name, SAME_AS.get(value, value) if isinstance(value, str) else value)
    return profile_from(document, profile.key) if settings else profile


def set_in(document: dict[str, Any], name: str, value: Any) -> None:
    """A setting is a reading, or a key of the sessions, the calendar, the contacts' policy."""
    if name == "within_working_day":
        document["readings"] |= dict.fromkeys(BOTH, value)
    elif name in document["readings"]:
        document["readings"][name] = value
    elif name in document["booking"].get("sessions", {}):
        sessions = {**document["booking"]["sessions"], name: value}
        document["booking"] = {**document["booking"], "sessions": sessions}
    else:
        section = next(one for one in SECTIONS if name in document[one])
        document[section] = {**document[section], name: _merged(document[section][name], value)}


def _merged(before: Any, value: Any) -> Any:
    return {**before, **value} if isinstance(value, Mapping) else value


def times_in(given: Case) -> dict[str, Any]:
    """Times and dates as such; a time without a zone is an English wall clock."""
    return {name: time_in(name, value) for name, value in given.items()}


def time_in(name: str, value: Any) -> Any:
    """What the name says it is: `..._at` and `now` a moment, `..._date` and `today` a day."""
    if not isinstance(value, str):
        return value
    if name.endswith("_at") or name in ("at", "now"):
        moment = datetime.fromisoformat(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=LONDON)
    if name.endswith("date") or name in ("today", "last_verified"):
        return date.fromisoformat(value)
    return value
