"""Holds and confirms slots of an area's sessions. First commit wins; no slot is given twice.

Each function works in the caller's transaction, which must be one that writes. What a request is
told of its booking is `booking_fields`: a named change stores it as `booking` of the request.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Connection, Row, Table, delete, insert, select, update

from backend.areas.calendar import local
from backend.areas.models import BookedSlot, Booking, Diary
from backend.areas.profile import Profile
from backend.areas.sessions import session_for, sessions_of
from backend.areas.slots import Slot, Taken, first_free, fits_in
from backend.database import insert_unless_there
from sync.messages import time_text

DIARIES = cast(Table, Diary.__table__)
BOOKINGS = cast(Table, Booking.__table__)
SLOTS = cast(Table, BookedSlot.__table__)
LIVE = ("held", "confirmed")


class SlotTaken(LookupError):
    """Somebody else has the slot that was chosen, or it is no slot of a session."""


class NotHeld(LookupError):
    """There is no such hold, or its time is over: hold one again."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A time for a request whose referral reached the server at `received_at`.

    `chosen`: a slot other than the next free one, which needs a reason, `because`.
    """

    booking_id: str
    request_id: str
    received_at: datetime
    minutes: int
    chosen: Slot | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Booked:
    """What stands in the diary for one request."""

    id: str
    request_id: str
    starts_at: datetime
    ends_at: datetime
    state: str
    held_until: datetime | None
    overflow: bool


def hold_slot(connection: Connection, profile: Profile, wanted: Wanted, now: datetime) -> Booked:
    """The next free slot, or the chosen one, held for a while.

    A request has one time: asked again it gets what it has. SlotTaken, TooLong, Full, ValueError.
    """
    _take_turn(connection, profile.key)
    free_expired(connection, profile.key, now)
    if known := booking_of(connection, wanted.request_id):
        return known
    taken = taken_slots(connection, profile, now)
    slot, overflow = _slot(profile, wanted, taken, now)
    until = now + timedelta(minutes=profile.booking.hold_minutes)
    ids = (wanted.booking_id, wanted.request_id)
    booked = Booked(*ids, slot.starts_at, slot.ends_at, "held", until, overflow)
    write_hold(connection, profile, booked, wanted.because if wanted.chosen else None, now)
    return booked


def write_hold(
    connection: Connection, profile: Profile, booked: Booked, because: str | None, now: datetime
) -> None:
    """A hold that has been decided; a slot that somebody else has fails on its key."""
    _take_turn(connection, profile.key)
    free_expired(connection, profile.key, now)
    more = {"made_at": now, "settled_at": None, "chosen_because": because}
    of = {"area": profile.key, "profile_version": profile.version}
    connection.execute(insert(BOOKINGS).values(**asdict(booked), **more, **of))
    slot = _shown(booked.starts_at, booked.ends_at)
    connection.execute(insert(SLOTS), _pieces(profile, slot, booked.id))


def confirm_slot(connection: Connection, booking_id: str, now: datetime) -> Booked:
    """The hold becomes a booking. Confirmed once, it stays so. NotHeld when it is too late."""
    row = _locked(connection, booking_id)
    if row.state == "held" and row.held_until > now:
        _set(connection, booking_id, state="confirmed", held_until=None, settled_at=now)
    elif row.state != "confirmed":
        raise NotHeld(booking_id)
    return _as_booked(connection.execute(_one(booking_id)).one())


def release_slot(connection: Connection, booking_id: str, now: datetime) -> Booked:
    """The time is free again: the request was cancelled, or another time was found."""
    row = _locked(connection, booking_id)
    if row.state in LIVE:
        connection.execute(delete(SLOTS).where(SLOTS.c.booking_id == booking_id))
        _set(connection, booking_id, state="released", held_until=None, settled_at=now)
    return _as_booked(connection.execute(_one(booking_id)).one())


def free_expired(connection: Connection, area: str, now: datetime) -> int:
    """Releases holds whose time is over; how many."""
    over = select(BOOKINGS.c.id).where(
        BOOKINGS.c.area == area, BOOKINGS.c.state == "held", BOOKINGS.c.held_until <= now
    )
    ids = list(connection.scalars(over))
    if ids:
        connection.execute(delete(SLOTS).where(SLOTS.c.booking_id.in_(ids)))
        free = update(BOOKINGS).where(BOOKINGS.c.id.in_(ids))
        connection.execute(free.values(state="released", held_until=None, settled_at=now))
    return len(ids)


def booking_of(connection: Connection, request_id: str) -> Booked | None:
    """The time that a request has, held or confirmed."""
    live = select(BOOKINGS).where(BOOKINGS.c.request_id == request_id, BOOKINGS.c.state.in_(LIVE))
    row = connection.execute(live).first()
    return _as_booked(row) if row else None


def taken_slots(connection: Connection, profile: Profile, since: datetime) -> list[Taken]:
    """Every booking of the area that has not ended by then, for `first_free` and `explain`."""
    later = select(BOOKINGS).where(
        BOOKINGS.c.area == profile.key, BOOKINGS.c.state.in_(LIVE), BOOKINGS.c.ends_at > since
    )
    return [
        Taken(_shown(row.starts_at, row.ends_at), row.held_until)
        for row in connection.execute(later)
    ]


def booking_fields(booked: Booked) -> dict[str, Any]:
    """What the record of a request says of its time."""
    return {
        "booking_id": booked.id,
        "starts_at": time_text(booked.starts_at),
        "ends_at": time_text(booked.ends_at),
        "state": booked.state,
        "held_until": time_text(booked.held_until) if booked.held_until else None,
        "overflow": booked.overflow,
    }


def _slot(
    profile: Profile, wanted: Wanted, taken: Sequence[Taken], now: datetime
) -> tuple[Slot, bool]:
    chosen = wanted.chosen
    if chosen is None:
        day = session_for(profile, wanted.received_at).day
        found = first_free(profile, day, wanted.minutes, taken, now)
        return found.slot, found.overflow
    if not (wanted.because and wanted.because.strip()):
        raise ValueError("another slot than the next free one needs a reason")
    busy = any(chosen.overlaps(one.slot) for one in taken if not one.is_free_again(now))
    if busy or chosen.starts_at <= now or not fits_in(profile, chosen):
        raise SlotTaken(time_text(chosen.starts_at))
    return chosen, False


def _take_turn(connection: Connection, area: str) -> None:
    """One after the other: the row of the diary is held until the transaction ends."""
    insert_unless_there(connection, Diary, area=area)
    connection.execute(select(DIARIES.c.area).where(DIARIES.c.area == area).with_for_update())


def _locked(connection: Connection, booking_id: str) -> Row[Any]:
    row = connection.execute(_one(booking_id)).first()
    if row is None:
        raise NotHeld(booking_id)
    _take_turn(connection, row.area)
    return connection.execute(_one(booking_id)).one()


def _one(booking_id: str) -> Any:
    return select(BOOKINGS).where(BOOKINGS.c.id == booking_id)


def _set(connection: Connection, booking_id: str, **values: Any) -> None:
    connection.execute(update(BOOKINGS).where(BOOKINGS.c.id == booking_id).values(**values))


def _pieces(profile: Profile, slot: Slot, booking_id: str) -> list[dict[str, Any]]:
    step = timedelta(minutes=sessions_of(profile).slot_minutes)
    starts, pieces = slot.starts_at, []
    while starts < slot.ends_at:
        pieces.append({"area": profile.key, "starts_at": starts, "booking_id": booking_id})
        starts += step
    return pieces


def _shown(starts_at: datetime, ends_at: datetime) -> Slot:
    start, end = local(starts_at), local(ends_at)
    return Slot(start.date(), start.time(), end.time())


def _as_booked(row: Row[Any]) -> Booked:
    names = ("id", "request_id", "starts_at", "ends_at", "state", "held_until", "overflow")
    return Booked(**{name: getattr(row, name) for name in names})
