"""The diary of an area's sessions as rules see it: one record that nobody reads.

It makes the bookings of an area come one after the other, as the count of its requests does: who
comes second is settled again with what the first left (PROTOCOL 9). The tables of
`backend.areas.bookings` are written with it, and their key lets nobody take a slot twice.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid5

from sqlalchemy import Connection

from backend.areas import bookings
from backend.areas.bookings import Booked, booking_fields
from backend.areas.calendar import local
from backend.areas.names import NAMESPACE
from backend.areas.profile import Profile
from backend.areas.slots import Slot, Taken
from backend.schemas import read_moment
from sync.kinds import Desk
from sync.messages import Record, time_text

DIARY = "diary"
Line = Mapping[str, Any]
"""What the diary says of one request: its `booking_fields`."""


def diary_id(area: str) -> str:
    """The record of an area's diary."""
    return str(uuid5(NAMESPACE, f"{area}:{DIARY}"))


def line_of(area: str, request_id: str, desk: Desk) -> Line | None:
    """What stands in the diary for this request."""
    line: Line | None = _lines(area, desk).get(request_id)
    return line


def taken_slots(area: str, desk: Desk, but_for: str) -> list[Taken]:
    """What is held or booked, but for one request's own; for `first_free`."""
    lines = _lines(area, desk)
    return [_taken(line) for request_id, line in lines.items() if request_id != but_for]


def write_hold(profile: Profile, booked: Booked, because: str | None, desk: Desk) -> None:
    """Held for this request, in place of what it had."""
    lines = {**_lines(profile.key, desk), booked.request_id: booking_fields(booked)}
    _write(profile.key, lines, desk)
    now = desk.received_at

    def effect(connection: Connection) -> None:
        before = bookings.booking_of(connection, booked.request_id)
        if before is not None:
            bookings.release_slot(connection, before.id, now)
        bookings.write_hold(connection, profile, booked, because, now)

    desk.also(effect)


def write_confirmed(area: str, request_id: str, desk: Desk) -> None:
    """The hold becomes a booking."""
    lines = _lines(area, desk)
    line = {**lines[request_id], "state": "confirmed", "held_until": None}
    _write(area, {**lines, request_id: line}, desk)
    desk.also(_settling(bookings.confirm_slot, line["booking_id"], desk.received_at))


def write_free(area: str, request_id: str, desk: Desk) -> bool:
    """Nothing stands there for this request any more; whether anything did."""
    lines = dict(_lines(area, desk))
    line = lines.pop(request_id, None)
    if line is None:
        return False
    _write(area, lines, desk)
    desk.also(_settling(bookings.release_slot, line["booking_id"], desk.received_at))
    return True


def is_over(line: Line, now: datetime) -> bool:
    """A hold whose time has run out."""
    return line["state"] == "held" and read_moment(line["held_until"]) <= now


def slot_at(starts_at: datetime, ends_at: datetime) -> Slot:
    """The same time by an English wall clock."""
    start, end = local(starts_at), local(ends_at)
    return Slot(start.date(), start.time(), end.time())


def _taken(line: Line) -> Taken:
    slot = slot_at(read_moment(line["starts_at"]), read_moment(line["ends_at"]))
    until = line["held_until"]
    return Taken(slot, read_moment(until) if until else None)


def _lines(area: str, desk: Desk) -> dict[str, Line]:
    record = desk.record(diary_id(area))
    lines: dict[str, Line] = record.fields["bookings"] if record is not None else {}
    return lines


def _write(area: str, lines: Mapping[str, Line], desk: Desk) -> None:
    """What is over is left out: the tables keep it."""
    now, record = time_text(desk.received_at), desk.record(diary_id(area))
    fields = {"bookings": {key: one for key, one in lines.items() if one["ends_at"] > now}}
    if record is not None:
        desk.write(record.next(fields=fields))
        return
    desk.write(
        Record(
            id=diary_id(area),
            type=DIARY,
            feed=f"office:{area}",
            version=1,
            fields=fields,
            made_by=desk.author.person_id,
            made_at=desk.received_at,
            received_at=desk.received_at,
        )
    )


def _settling(
    settle: Callable[[Connection, str, datetime], Booked], booking_id: str, now: datetime
) -> Callable[[Connection], None]:
    def effect(connection: Connection) -> None:
        settle(connection, booking_id, now)

    return effect
