"""What an area's arrangements are, once read and found to be whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any, Literal

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
    hours: str | None = None
    verified: str | None = None
    must_set: bool = False
    reported_wrong: str | None = None
    """Since when somebody in the field says that it is wrong, and nobody has checked it."""
    called: str = "police"
    """Who answers: 999, police, 101, manager or other. Only the first three are the police."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When a line is staffed, by an English wall clock; `end` is part of it when `inclusive`."""

    weekdays: frozenset[int]
    start: time
    end: time
    inclusive: bool = False
    on_bank_holidays: bool = False


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


@dataclass(frozen=True, slots=True)
class Profile:
    """One area's arrangements. `data` holds the whole file, for rules that are not read yet."""

    key: str
    name: str
    ref_prefix: str
    version: int
    police_unit: str
    terms: Mapping[str, str | None]
    roles: Mapping[str, Any]
    urgent_categories: tuple[Mapping[str, Any], ...]
    urgent_sequence: tuple[str, ...]
    police_told_label: Mapping[str, str]
    call_guidance: Mapping[str, str]
    contacts: Mapping[str, Contact]
    lines: tuple[CallLine, ...]
    data: Mapping[str, Any] = field(repr=False)

    def may(self, deed: str, role: str) -> bool:
        """Whether the area gives this deed (`authorise`, `confirm_slot`) to the role."""
        return role in self.roles.get(deed, ())

    def missing(self) -> tuple[str, ...]:
        """Contacts that must be set before the area can be opened for live use."""
        return tuple(
            key
            for key, contact in self.contacts.items()
            if contact.must_set and contact.number is None and contact.address is None
        )
