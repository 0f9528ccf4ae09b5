"""Slots of a session: the first that fits, gaps first; what does not fit goes to the next one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from backend.areas.calendar import moment_of
from backend.areas.profile import Profile
from backend.areas.sessions import session_days, sessions_of

MOST_SESSIONS = 150
"""Looked through before giving up: a year of sessions three times a week."""


class TooLong(ValueError):
    """No session is long enough: this must be arranged by hand."""


class Full(LookupError):
    """No session of the next year has room."""


@dataclass(frozen=True, slots=True)
class Slot:
    """From when to when on one day, by an English wall clock."""

    day: date
    start: time
    end: time

    @property
    def starts_at(self) -> datetime:
        """The moment it begins."""
        return moment_of(self.day, self.start)

    @property
    def ends_at(self) -> datetime:
        """The moment it ends."""
        return moment_of(self.day, self.end)

    def overlaps(self, other: "Slot") -> bool:
        """Whether both want some of the same time; one may begin when the other ends."""
        return self.day == other.day and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Taken:
    """A slot that is booked, or held until a moment."""

    slot: Slot
    held_until: datetime | None = None

    def is_free_again(self, now: datetime | None) -> bool:
        """A hold ends at its time."""
        return self.held_until is not None and now is not None and self.held_until <= now


@dataclass(frozen=True, slots=True)
class Found:
    """The slot, and whether it is in a later session than was asked for."""

    slot: Slot
    overflow: bool


def first_free(
    profile: Profile,
    session_day: date,
    minutes: int,
    taken: Iterable[Taken] = (),
    now: datetime | None = None,
) -> Found:
    """The first slot from this session on; with `now` none that has begun, and expired holds free.

    TooLong for what no session can hold, Full when a year of sessions is.
    """
    pieces = pieces_for(profile, minutes)
    busy: dict[date, list[Slot]] = {}
    for one in taken:
        if not one.is_free_again(now):
            busy.setdefault(one.slot.day, []).append(one.slot)
    for day in islice(session_days(profile, session_day), MOST_SESSIONS):
        for slot in _slots(profile, day, pieces):
            past = now is not None and slot.starts_at <= now
            if not past and not any(slot.overlaps(one) for one in busy.get(day, ())):
                return Found(slot, overflow=day != session_day)
    raise Full(f"no slot of {minutes} minutes is free")


def free_in(profile: Profile, day: date, minutes: int, busy: Iterable[Slot]) -> Iterator[Slot]:
    """Every slot of this length on that day of a session that overlaps none of these."""
    others = list(busy)
    for slot in _slots(profile, day, pieces_for(profile, minutes)):
        if not any(slot.overlaps(one) for one in others):
            yield slot


def fits_in(profile: Profile, slot: Slot) -> bool:
    """Whether the slot is made of whole slots of a session on a day that has one."""
    starts, ends = zip(*grid(profile), strict=True)
    inside = slot.start in starts and slot.end in ends and slot.start < slot.end
    return inside and next(session_days(profile, slot.day)) == slot.day


def pieces_for(profile: Profile, minutes: int) -> int:
    """How many slots side by side: rounded up to whole ones."""
    sessions = sessions_of(profile)
    if minutes <= 0:
        raise ValueError("a slot needs some minutes")
    pieces = -(-minutes // sessions.slot_minutes)
    if pieces > len(grid(profile)):
        raise TooLong(f"{minutes} minutes are longer than a session")
    return pieces


def grid(profile: Profile) -> list[tuple[time, time]]:
    """Every slot of a session, in order."""
    sessions = sessions_of(profile)
    step = timedelta(minutes=sessions.slot_minutes)
    start, end = _on(sessions.start), _on(sessions.end)
    slots = []
    while start + step <= end:
        slots.append((start.time(), (start + step).time()))
        start += step
    return slots


def _slots(profile: Profile, day: date, pieces: int) -> Iterator[Slot]:
    slots = grid(profile)
    for first in range(len(slots) - pieces + 1):
        yield Slot(day, slots[first][0], slots[first + pieces - 1][1])


def _on(at: time) -> datetime:
    """On a day without clock changes, to count minutes."""
    return datetime.combine(date.min, at)
