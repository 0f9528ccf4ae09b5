"""The parts of an area's arrangements that rules read: each is one section of its file.

Every part says where it comes from: `source`, a document of `meta.sources` and a place in it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Literal, get_args

Amount = Literal[
    "minutes",
    "hours",
    "days",
    "working_days",
    "within_working_day",
    "same_day",
    "at_once",
    "before",
]
NAMED = re.compile(r"[^\s:;]+")
AMOUNTS: tuple[Amount, ...] = get_args(Amount)


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One way to work out when something is due: exactly one amount, and when it applies.

    `starts`: the first of these facts that is recorded, instead of the clock's own start.
    `when`, `unless`: a fact that must, must not, hold; `assumed` names the reading that says what
    to take when nobody has answered. `reading` names the reading that decides how to count.
    """

    minutes: int | None = None
    hours: int | None = None
    days: int | None = None
    working_days: int | None = None
    within_working_day: Literal["safety", "document"] | None = None
    same_day: bool | None = None
    at_once: bool | None = None
    before: str | None = None
    starts: tuple[str, ...] = ()
    when: str | None = None
    unless: str | None = None
    assumed: str | None = None
    reading: str | None = None

    @property
    def amount(self) -> Amount:
        """Which of the amounts is given."""
        return next(name for name in AMOUNTS if getattr(self, name) is not None)


@dataclass(frozen=True, slots=True)
class CategoryClock:
    """How a clock runs for one category, instead of its usual rules."""

    rules: tuple[ClockRule, ...]
    source: str
    must_be_in_setting: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """Something with a due time. Of several rules that apply the earliest counts.

    `starts`: the earliest of these facts that is recorded; `met_by`: the earliest of these stops
    it. `kind` not_before is a time that must have passed. `optional`: may be left out with a
    reason. `given` is False for what no document of the area says: a default of the product.
    `outlives_request`: it runs on whatever becomes of the request that began it.
    """

    key: str
    name: str
    source: str
    rules: tuple[ClockRule, ...]
    starts: tuple[str, ...]
    kind: Literal["due", "not_before", "advice"] = "due"
    about: Literal["safety", "paperwork"] = "safety"
    categories: Mapping[str, CategoryClock] = field(default_factory=dict)
    only_urgent: bool = False
    optional: bool = False
    given: bool = True
    met_by: tuple[str, ...] = ()
    outlives_request: bool = False


@dataclass(frozen=True, slots=True)
class MissingRule:
    """When a missing child is urgent."""

    over_hours: int
    more_than_episodes: int
    in_days: int


@dataclass(frozen=True, slots=True)
class Category:
    """One urgent category. `asks` names a question that decides a clock."""

    code: str
    label: str
    source: str
    asks: str | None = None
    missing: MissingRule | None = None


@dataclass(frozen=True, slots=True)
class AlertCall:
    """The call that goes with an urgent request; whether one may ring when it is not urgent.

    `when_urgent` offered: the documents let the police ring first, and `note` says for how long.
    """

    contact: str
    source: str
    when_urgent: Literal["required", "offered"] = "required"
    note: str | None = None
    when_not_urgent: Literal["not_allowed", "allowed"] = "allowed"


@dataclass(frozen=True, slots=True)
class Urgent:
    """How an urgent request goes."""

    sequence: tuple[str, ...]
    categories: tuple[Category, ...]
    call: AlertCall
    source: str


@dataclass(frozen=True, slots=True)
class Route:
    """Where a request goes. `when`: one of these facts holds; empty is every other request."""

    to: str
    words: str
    source: str
    when: tuple[str, ...] = ()
    flow: str | None = None
    overseen_by: str | None = None
    via: tuple[str, ...] = ()
    shared_by: tuple[str, ...] = ()
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class Sessions:
    """Times that the police keep free on certain days, in pieces of `slot_minutes`."""

    weekdays: tuple[int, ...]
    start: time
    end: time
    slot_minutes: int
    mapping: Mapping[int, int]
    """The weekday of a referral, and the weekday of its session after it."""
    cutoff: time


@dataclass(frozen=True, slots=True)
class Booking:
    """How a time is found. `sessions` is None where people agree one."""

    mode: str
    words: str
    source: str
    sessions: Sessions | None = None
    hold_minutes: int = 30
    long_wait_warn_calendar_days: int = 3
    urgent_bypasses_slots: bool = True
    formats: tuple[str, ...] = ()
    invite: tuple[str, ...] = ()
    """Who is invited besides those of the quorum: agencies, or "other_relevant"."""
    conference_required_for_telephone: bool = False
    conference_facility: str | None = None
    ask_agencies_for_information_by: str | None = None
    that_call_is_not_the_discussion: bool = False
    manager_then_books_health: bool = False
    bridge: str | None = None
    """The contact whose number and passcode those who are confirmed join by."""
    usual_minutes: int = 60
    """How long a discussion lasts where nobody says it."""
    remind_minutes: tuple[int, ...] = (15,)
    """So long before it begins those who take part are reminded."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder, and what opens it: a clock, an event, or what was tried before.

    `after_clock`: nobody has been in touch when this clock is due. `unreachable`: all of these
    contacts were tried. `told`: this contact has been told. `events`: something was reported.
    """

    rung: int
    to: tuple[str, ...]
    words: str
    source: str
    to_role: str | None = None
    by: str | None = None
    after_clock: str | None = None
    unreachable: tuple[str, ...] = ()
    told: str | None = None
    events: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    information_only: bool = False


@dataclass(frozen=True, slots=True)
class Email:
    """To which mailbox a request goes and what stands in its subject: never a name."""

    to: str
    source: str
    subject_fallback: str
    subject_urgent: str | None = None
    subject_standard: str | None = None
    first_to: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class Quorum:
    """Who must be there; `plus` adds somebody when a fact holds."""

    must: tuple[str, ...]
    on_gap: str
    source: str
    plus: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    each_able_to_decide: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """What may not be asked for, or only under a condition.

    `allow` if: `needs` gives for a fact the values it must have, `refuses` those it must not,
    `after_clock` a not-before clock that must have run out. `warn` lets it pass, with a word.
    `question`: what whoever raises a request is asked; yes means that the gate is for them.
    """

    code: str
    allow: Literal["no", "warn", "if"]
    words: str
    source: str
    redirect: str | None = None
    question: str | None = None
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refuses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    after_clock: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What may be decided."""

    options: tuple[str, ...]
    icpc_option: bool
    source: str
    question: str | None = None
    must_also_record: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cancellation:
    """Who must agree before a request that the police know of is cancelled, and who hears."""

    agreement: tuple[str, ...]
    email: tuple[str, ...]
    rationale_required: bool
    source: str
    given: bool = True


@dataclass(frozen=True, slots=True)
class Confidentiality:
    """What a conference may be called."""

    conference_name: Literal["child_ids_only", "reference_only"]
    source: str
    join_check: str | None = None
    """The manager says which conference they are about to join, before they are told how."""


def document_named(source: str) -> str:
    """The short name of the document that a source begins with: `F2` of `F2 3.2 b1`."""
    found = NAMED.match(source)
    return found.group() if found else ""
