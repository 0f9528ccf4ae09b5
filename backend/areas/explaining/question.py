"""What is asked of an area's arrangements: a moment, a category, a role and what else is known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from backend.areas.calendar import LONDON
from backend.areas.profile import Profile
from backend.areas.slots import Taken
from backend.people.author import Role

ROLES = tuple(role.value for role in Role if role is not Role.SERVER)
KNOWN = ("at", "role", "category", "urgent", "crime", "page_failed", "facts")
MOST_MINUTES = 24 * 60
YEARS = range(2000, 2200)
FLAGS = ("urgent", "crime", "page_failed")


class BadQuestion(ValueError):
    """Something in the question makes no sense; `faults` says what, by the name of the key."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{key}: {text}" for key, text in sorted(faults.items())))
        self.faults = dict(faults)


@dataclass(frozen=True, slots=True)
class Question:
    """A referral that reaches the server at this moment. `urgent` None: it follows the category.

    `facts` are those that the area's clocks and gates ask for: `action_at`, `transfer_date`,
    `forensic_evidence_needed`, `minutes` (of a longer slot). `booked` are the slots taken already.
    `note` says what is odd about the time that was asked for.
    """

    at: datetime
    role: str = "social_worker"
    category: str | None = None
    urgent: bool | None = None
    crime: bool = False
    page_failed: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)
    booked: tuple[Taken, ...] = ()
    note: str | None = None

    @property
    def is_urgent(self) -> bool:
        """As said, else whether a category makes it so."""
        return self.category is not None if self.urgent is None else self.urgent

    def known(self) -> dict[str, Any]:
        """Every fact: the referral, its receipt and the e-mail are of this moment unless said."""
        now = dict.fromkeys(("referral_at", "server_received_at", "sent_at"), self.at)
        return {**now, **self.facts}


def question_from(profile: Profile, given: Mapping[str, Any]) -> Question:
    """From what somebody typed; BadQuestion in plain words. Times without a zone are English."""
    faults = {name: "is not a question that is known here." for name in given.keys() - set(KNOWN)}
    faults |= dict(_faults(profile, given))
    read, wrong = _facts(given.get("facts") or {}, facts_of(profile))
    at = _moment(given.get("at"))
    if at is None:
        faults["at"] = 'is a time, like "2026-11-06T16:00:01".'
    if faults | wrong or at is None:
        raise BadQuestion(faults | wrong)
    return Question(
        at,
        role=given.get("role") or "social_worker",
        category=given.get("category") or None,
        urgent=given.get("urgent"),
        crime=bool(given.get("crime")),
        page_failed=bool(given.get("page_failed")),
        facts=read,
        note=_oddness(at),
    )


def _faults(profile: Profile, given: Mapping[str, Any]) -> list[tuple[str, str]]:
    faults = []
    codes = [one.code for one in profile.urgent_categories]
    if given.get("role") and given["role"] not in ROLES:
        faults.append(("role", f"is one of {', '.join(ROLES)}."))
    if given.get("category") and given["category"] not in codes:
        faults.append(("category", f"is one of {', '.join(codes)}."))
    faults += [
        (name, "is true or false.")
        for name in FLAGS
        if given.get(name) is not None and not isinstance(given[name], bool)
    ]
    if not isinstance(given.get("facts") or {}, Mapping):
        faults.append(("facts", "is a list of names and values."))
    return faults


def facts_of(profile: Profile) -> frozenset[str]:
    """What the area's clocks and categories ask for, and the length of a slot."""
    named = {"minutes", *(one.asks for one in profile.urgent_categories if one.asks)}
    for clock in profile.clocks.values():
        rules = [*clock.rules, *(rule for one in clock.categories.values() for rule in one.rules)]
        named |= {*clock.starts, *(name for rule in rules for name in rule.starts)}
        named |= {name for rule in rules for name in (rule.before, rule.when, rule.unless) if name}
    return frozenset(named)


def _facts(given: Any, known: frozenset[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """What is known besides: `..._at` a moment, `..._date` a day, `minutes` a number, else so."""
    read: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for name, value in given.items() if isinstance(given, Mapping) else ():
        read[name] = _fact(str(name), value)
        if name not in known:
            faults[f"facts.{name}"] = f"is not asked for here: {', '.join(sorted(known))}."
        elif read[name] is None and value is not None:
            faults[f"facts.{name}"] = "cannot be understood."
    return read, faults


def _fact(name: str, value: Any) -> Any:
    if name.endswith("_at"):
        return _moment(value)
    if name.endswith("_date"):
        return _day(value)
    if name == "minutes":
        return value if type(value) is int and 0 < value <= MOST_MINUTES else None
    return value if isinstance(value, bool | str) else None


def _moment(value: Any) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if not isinstance(value, datetime) or value.year not in YEARS:
        return None
    return value if value.tzinfo else value.replace(tzinfo=LONDON)


def _oddness(at: datetime) -> str | None:
    """What is to be said of a wall clock in the hour in which the clocks change."""
    if at.tzinfo is not LONDON:
        return None
    meant = at.astimezone(UTC).astimezone(LONDON)
    if meant.replace(tzinfo=None, fold=0) != at.replace(tzinfo=None, fold=0):
        return f"There is no {at:%H:%M} on that day: the clocks go forward. Read as {meant:%H:%M}."
    if at.replace(fold=0).utcoffset() != at.replace(fold=1).utcoffset():
        return f"{at:%H:%M} comes twice on that day: the clocks go back. Read as the first."
    return None


def _day(value: Any) -> date | None:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return day if day and day.year in YEARS else None
