"""Where a clock stands at a moment, and which discussion of a series starts the conference's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from backend.areas.calendar import day_of
from backend.areas.clocks.due import Due, as_moment
from backend.areas.profile import Profile

Standing = Literal["not_started", "running", "due_soon", "overdue", "met", "met_late"]
DUE_SOON = 0.25
"""This much of the time is left (analysis 3.2)."""


@dataclass(frozen=True, slots=True)
class Discussion:
    """One discussion of a series, and whether it agreed the section 47 enquiry."""

    held: date | datetime
    agreed_s47: bool


def standing(due: Due, now: datetime, met_at: datetime | None = None) -> Standing:
    """From running to overdue; once it is met it stays met, in time or late."""
    if met_at is not None:
        return "met" if due.due_at is None or due.is_met(met_at) else "met_late"
    if due.due_at is None or due.started_at is None:
        return "not_started"
    if now > due.due_at:
        return "overdue"
    left, whole = due.due_at - now, due.due_at - due.started_at
    return "due_soon" if left <= whole * DUE_SOON else "running"


def conference_starts_from(
    profile: Profile, discussions: Iterable[Discussion]
) -> date | datetime | None:
    """Day 0 of the conference's working days, by the reading `icpc_from`; None: nothing agreed."""
    series = sorted(discussions, key=lambda one: as_moment(one.held))
    agreed = [one for one in series if one.agreed_s47]
    if not agreed:
        return None
    how = profile.readings["icpc_from"]
    chosen = {"first_discussion": series[0], "last_discussion": series[-1]}.get(how, agreed[0])
    return chosen.held


def seen_in_time(
    due: Due, seen_at: datetime | None, synced_at: datetime | None = None
) -> tuple[bool, bool]:
    """Whether the child was seen in time, by the visit's own time, and whether we heard late."""
    in_time = seen_at is not None and due.is_met(seen_at)
    late = synced_at is not None and not due.is_met(synced_at)
    return in_time, in_time and late


def waiting_days(since: date | datetime, until: date | datetime) -> int:
    """Calendar days between two days in England: the weekend age of a request is always shown."""
    return (day_of(until) - day_of(since)).days
