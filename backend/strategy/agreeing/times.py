"""When something may be held, in words; and the sequence that calendars count by."""

from datetime import datetime, timedelta
from typing import Any

from backend.areas.calendar import local
from backend.areas.naming import conference_name
from backend.areas.profile import Profile
from backend.schemas import read_moment
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Fields, time_text

JUST_BEGUN = timedelta(minutes=15)
"""A time agreed by telephone may be written down when the discussion has begun."""
A_YEAR = timedelta(days=366)
LONGEST = timedelta(hours=24)


def check_can_be_held(starts_at: datetime, desk: Desk) -> None:
    """Neither over nor in another year."""
    if starts_at < desk.happened_at - JUST_BEGUN:
        raise Refused("time-is-past", "That time is over.", {"starts_at": "Is in the past."})
    if starts_at > desk.received_at + A_YEAR:
        raise Refused("time-is-far", "Check the year.", {"starts_at": "Is over a year ahead."})


def check_span(starts_at: str, ends_at: str | None) -> None:
    """It ends after it began, on the same day or in the night after."""
    if ends_at is None:
        return
    span = read_moment(ends_at) - read_moment(starts_at)
    if not timedelta(0) < span <= LONGEST:
        raise Refused(
            "ends-before", "It must end after it begins.", {"ends_at": "Is not after the start."}
        )


def end_of(profile: Profile, starts_at: str, ends_at: str | None) -> str:
    """As said, else as long as is usual in the area."""
    usual = timedelta(minutes=profile.booking.usual_minutes)
    return ends_at or time_text(read_moment(starts_at) + usual)


def calendar_of(
    profile: Profile, request: Fields, starts_at: str, ends_at: str, place: str
) -> dict[str, Any]:
    """What calendars are told, under a name that is nobody's (N-37, N-39).

    SEQUENCE counts whatever changes of it (RFC 5546 2.1.4).
    """
    now = {"starts_at": starts_at, "ends_at": ends_at, "place": place}
    whole = {**now, "name": name_of(profile, request), "cancelled": False}
    before = request.get("calendar")
    if before is None:
        return {**whole, "sequence": 0}
    same = not before["cancelled"] and all(before[name] == one for name, one in now.items())
    return {**whole, "sequence": before["sequence"] + (not same)}


def name_of(profile: Profile, request: Fields) -> str:
    """What calendars and the conference call it: the children's own numbers, or the reference."""
    numbers = [child.get("local_child_id") for child in request.get("children", ())]
    return conference_name(profile, numbers, request["ref"])


def calendar_off(request: Fields) -> dict[str, Any] | None:
    """The appointment is cancelled, one in sequence after what it ends."""
    before = request.get("calendar")
    if before is None or before["cancelled"]:
        return before
    return {**before, "sequence": before["sequence"] + 1, "cancelled": True}


def told(moment: str) -> str:
    """`10:15 on Wednesday 4 November`, by an English wall clock."""
    at = local(read_moment(moment))
    return f"{at:%H:%M} on {at:%A} {at.day} {at:%B}"
