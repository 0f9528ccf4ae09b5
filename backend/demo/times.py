"""How the demonstration's request came to its time: by telephone, in a session, or booked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from backend.areas.calendar import moment_of
from backend.areas.sessions import session_for, sessions_of
from backend.demo.history import Event
from backend.people.author import Role
from sync.messages import time_text

if TYPE_CHECKING:
    from backend.demo.day import Telling

QUARTER = 15


def time_events(told: Telling) -> Iterator[Event]:
    """As the area finds times."""
    yield from WAYS[told.profile.booking.mode](told)


def _soon(told: Telling) -> datetime:
    """Later today, on a quarter of an hour."""
    at = told.file.now + timedelta(hours=2)
    return at - timedelta(
        minutes=at.minute % QUARTER, seconds=at.second, microseconds=at.microsecond
    )


def _by_telephone(told: Telling) -> Iterator[Event]:
    starts_at = time_text(_soon(told))
    agreed = {"starts_at": starts_at, "with_name": "Duty Sergeant (invented)"}
    yield told.step(60, Role.TEAM_MANAGER, "agree_time", {**agreed, "with_rank": "Sergeant"})
    health = {"state": "accepted", "who": "Duty nurse (invented)"}
    yield told.step(75, Role.TEAM_MANAGER, "arrange_health", health)
    place = {"starts_at": starts_at, "place": "Three-way call from the team manager"}
    yield told.step(80, Role.TEAM_MANAGER, "confirm_slot", place)


def _in_a_session(told: Telling) -> Iterator[Event]:
    sessions = sessions_of(told.profile)
    day = session_for(told.profile, told.at(8)).day
    starts_at = time_text(moment_of(day, sessions.start))
    yield told.step(60, Role.TEAM_MANAGER, "offer_slot", {})
    health = {"state": "accepted", "who": "Duty nurse (invented)"}
    yield told.step(70, Role.TEAM_MANAGER, "arrange_health", health)
    place = {"starts_at": starts_at, "place": "Conference call"}
    yield told.step(75, Role.TEAM_MANAGER, "confirm_slot", place)


def _booked(told: Telling) -> Iterator[Event]:
    starts_at = _soon(told)
    times = {
        "starts_at": time_text(starts_at),
        "ends_at": time_text(starts_at + timedelta(hours=1)),
    }
    formats = told.profile.data["booking"].get("formats") or ["face_to_face"]
    meeting = {**times, "format": formats[0], "place": "Strategy room (invented)"}
    yield told.step(60, Role.BUSINESS_SUPPORT, "book_meeting", meeting)
    invited = str(uuid5(UUID(told.request_id), "health"))
    reply = {"reply": "accepted", "information": "will_bring"}
    yield told.step(90, Role.HEALTH, "reply_to_invitation", reply, invited)
    place = {**times, "place": "Strategy room (invented)"}
    yield told.step(120, Role.BUSINESS_SUPPORT, "confirm_slot", place)


WAYS: Mapping[str, Callable[[Telling], Iterator[Event]]] = {
    "time_agreed_by_phone": _by_telephone,
    "session_slots": _in_a_session,
    "booked_by_business_support": _booked,
}
"""By the mode of the area's `booking`."""
