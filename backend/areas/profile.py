"""What an area's arrangements are, once read and found to be whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any, Literal

from backend.areas.arrangements import (
    Booking,
    Cancellation,
    Category,
    Clock,
    Confidentiality,
    Decision,
    Email,
    Gate,
    Quorum,
    Route,
    Rung,
    Urgent,
)
from backend.areas.calendar import WorkingDays
from backend.areas.form import Authorisation, Form

Opening = Literal["open", "closed", "bank_holiday"]
When = Literal["always", "open", "closed", "bank_holiday"]


@dataclass(frozen=True, slots=True)
class Contact:
    """A number or mailbox of an area. `number` is None when it cannot be dialled as written."""

    key: str
    kind: str
    name: str
    number: str | None = None
    shown: str | None = None
    extension: str | None = None
    address: str | None = None
    use: str | None = None
    verified: str | None = None
    verified_by: str | None = None
    verified_how: str | None = None
    must_set: bool = False
    reported_wrong: str | None = None
    """Since when somebody in the field says that it is wrong, and nobody has checked it."""
    called: str = "police"
    """Who answers: 999, police, 101, manager or other. Only the first three are the police."""
    role: str | None = None
    note: str | None = None
    source: str | None = None
    suggestion: str | None = None
    """What an undialable number may have meant: for administrators only."""
    passcode: str | None = None
    """`secret:<name>`: where the secret is kept, never the secret."""
    off: bool = False
    """Taken off the buttons: what stands there cannot be dialled as written."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When a line is staffed, by an English wall clock; `end` is part of it when `inclusive`."""

    weekdays: frozenset[int]
    start: time
    end: time
    inclusive: bool = False
    on_bank_holidays: bool = False
    calendar: WorkingDays = field(default_factory=WorkingDays)


@dataclass(frozen=True, slots=True)
class CallEntry:
    """One button of a line: shown while `when` holds, first for `first_for`."""

    contact: Contact
    when: When = "always"
    first_for: tuple[str, ...] = ()
    if_no_answer: str | None = None


@dataclass(frozen=True, slots=True)
class CallLine:
    """Everybody who may be rung for one purpose, in the order of the area."""

    purpose: str
    hours: Hours
    words: Mapping[Opening, str]
    entries: tuple[CallEntry, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """One area's arrangements. `data` holds the whole document, defaults included."""

    key: str
    name: str
    ref_prefix: str
    version: int
    police_unit: str
    terms: Mapping[str, str | None]
    roles: Mapping[str, tuple[str, ...]]
    urgent: Urgent
    police_told_label: Mapping[str, str]
    call_guidance: Mapping[str, str]
    contacts: Mapping[str, Contact]
    lines: tuple[CallLine, ...]
    calendar: WorkingDays
    readings: Mapping[str, Any]
    routing: tuple[Route, ...]
    booking: Booking
    clocks: Mapping[str, Clock]
    ladder: tuple[Rung, ...]
    email: Email
    quorum: Quorum
    gates: Mapping[str, Gate]
    form: Form
    authorisation: Authorisation
    decision: Decision
    cancellation: Cancellation
    confidentiality: Confidentiality
    imminent: timedelta
    """Less time left than this: act now."""
    sources: Mapping[str, str]
    """Each document by the short name that `source` uses: its title and its file."""
    data: Mapping[str, Any] = field(repr=False)

    @property
    def urgent_categories(self) -> tuple[Category, ...]:
        """What makes a request urgent here."""
        return self.urgent.categories

    def may(self, deed: str, role: str) -> bool:
        """Whether the area gives this deed (`authorise`, `confirm_slot`) to the role."""
        return role in self.roles.get(deed, ())

    def line(self, purpose: str) -> CallLine:
        """Who may be rung for this; every area has `urgent_police` and `manager`."""
        return next(line for line in self.lines if line.purpose == purpose)

    def missing(self) -> tuple[str, ...]:
        """Contacts that must be set before the area can be opened for live use."""
        return tuple(
            key
            for key, contact in self.contacts.items()
            if contact.must_set and contact.number is None and contact.address is None
        )
