"""A slot of a session for a request: held when it reaches the police, another one, a longer one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID, uuid5

from backend.areas.bookings import Booked, booking_fields
from backend.areas.calendar import local
from backend.areas.profile import Profile
from backend.areas.sessions import session_days, session_for
from backend.areas.slots import Full, Slot, Taken, TooLong, first_free, fits_in, free_in
from backend.areas.versions import profile_of_request
from backend.schemas import read_moment
from backend.strategy.agreeing.diary import slot_at, taken_slots, write_hold
from backend.strategy.agreeing.remembering import remember_hold
from backend.strategy.following import follow
from backend.strategy.session import gives_slots
from backend.strategy.states import TOUCHED, moved
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Fields, Record, time_text

LONGER = 2
"""Slots side by side, where a longer one was asked for and nobody says how long."""
SESSIONS_TO_CHOOSE_FROM = 2
TAKEN = Refused(
    "slot-taken",
    "Somebody else has that time, or it is no slot of a session. Choose another, or the next free.",
    {"starts_at": "Is not free."},
)
TOO_LONG = Refused(
    "slot-too-long",
    "No session is that long. Ask for less time, or arrange it with the police by telephone.",
    {"minutes": "Is longer than a session."},
)
FULL = Refused("sessions-full", "Every session of the next year is full. Arrange it by telephone.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for; nothing chosen is the next free slot."""

    starts_at: datetime | None = None
    minutes: int | None = None
    because: str | None = None


def hold_when_sent(request: Record, desk: Desk) -> Record:
    """The next free slot is held when the request has reached the police: their time decides.

    Called with the request that says `sent_to_police_at`. Where nothing is free it says so, and a
    person finds the time: what was sent stays sent.
    """
    profile = profile_of_request(request.fields, desk)
    settled = request.fields.get("booking") or request.fields["status"] not in TOUCHED
    if settled or not gives_slots(profile, request.fields):
        return request
    try:
        booked = find_slot(profile, request, Asked(), desk)
    except Refused as why:
        trouble = {"code": why.code, "words": why.message, "at": time_text(desk.received_at)}
        return follow(request, desk, booking_trouble=trouble)
    write_hold(profile, booked, None, desk)
    status = moved("offer_slot", request)
    fields = offered_fields(profile, request, booked, None, desk)
    held = follow(request, desk, status=status, **fields)
    remember_hold(held, desk)
    return held


def find_slot(profile: Profile, request: Record, asked: Asked, desk: Desk) -> Booked:
    """The slot that the diary has for it; Refused in words when it has none."""
    taken = taken_slots(profile.key, desk, but_for=request.id)
    try:
        slot, overflow = _slot(profile, request, asked, taken, desk.received_at)
    except TooLong as error:
        raise TOO_LONG from error
    except Full as error:
        raise FULL from error
    until = desk.received_at + timedelta(minutes=profile.booking.hold_minutes)
    stamp = f"{request.version}:{time_text(slot.starts_at)}"
    booking_id = str(uuid5(UUID(request.id), stamp))
    return Booked(booking_id, request.id, slot.starts_at, slot.ends_at, "held", until, overflow)


def offered_fields(
    profile: Profile, request: Record, booked: Booked, because: str | None, desk: Desk
) -> Fields:
    """What the request says of the slot that is held for it, and of what else is free."""
    return {
        "booking": {**booking_fields(booked), "because": because},
        "booking_trouble": None,
        "slots_free": free_slots(profile, booked, desk),
    }


def free_slots(profile: Profile, booked: Booked, desk: Desk) -> list[dict[str, str]]:
    """The free slots of that session and the next, as they stand now, beside its own."""
    taken = [one for one in taken_slots(profile.key, desk, but_for="")]
    own = slot_at(booked.starts_at, booked.ends_at)
    busy = [one.slot for one in taken if not one.is_free_again(desk.received_at)]
    days = islice(session_days(profile, own.day), SESSIONS_TO_CHOOSE_FROM)
    minutes = int((booked.ends_at - booked.starts_at) / timedelta(minutes=1))
    found = (slot for day in days for slot in free_in(profile, day, minutes, [*busy, own]))
    return [
        {"starts_at": time_text(slot.starts_at), "ends_at": time_text(slot.ends_at)}
        for slot in found
        if slot.starts_at > desk.received_at
    ]


def _slot(
    profile: Profile, request: Record, asked: Asked, taken: Sequence[Taken], now: datetime
) -> tuple[Slot, bool]:
    minutes = asked.minutes or usual_minutes(profile, request.fields)
    if asked.starts_at is None:
        received_at = request.fields.get("sent_to_police_at") or request.fields["received_at"]
        day = session_for(profile, read_moment(received_at)).day
        found = first_free(profile, day, minutes, taken, now)
        return found.slot, found.overflow
    chosen = slot_at(asked.starts_at, asked.starts_at + timedelta(minutes=minutes))
    busy = any(chosen.overlaps(one.slot) for one in taken if not one.is_free_again(now))
    if busy or chosen.starts_at <= now or not fits_in(profile, chosen):
        raise TAKEN
    return chosen, False


def usual_minutes(profile: Profile, request: Fields) -> int:
    """One slot, or as many as a longer one has."""
    assert profile.booking.sessions is not None
    slot = profile.booking.sessions.slot_minutes
    return slot * LONGER if request.get("longer_slot") else slot


def booked_of(request: Record) -> Booked:
    """The slot that the request says is held for it."""
    said = request.fields["booking"]
    starts_at, ends_at, until = (
        read_moment(said[name]) for name in ("starts_at", "ends_at", "held_until")
    )
    ids = (said["booking_id"], request.id)
    return Booked(*ids, starts_at, ends_at, "held", until, said["overflow"])


def asked_of(fields: Fields) -> Asked:
    """What the change asks for."""
    starts_at = fields.get("starts_at")
    at = read_moment(starts_at) if starts_at else None
    return Asked(at, fields.get("minutes"), fields.get("because"))


def is_next_free(profile: Profile, request: Record, asked: Asked, desk: Desk) -> bool:
    """Whether what was chosen is what it would get anyway."""
    if asked.starts_at is None:
        return True
    free = find_slot(profile, request, Asked(minutes=asked.minutes), desk)
    return local(free.starts_at) == local(asked.starts_at)
