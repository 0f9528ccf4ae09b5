"""The time of a discussion is confirmed, and everybody concerned may rely on it."""

from datetime import datetime, timedelta

from backend.schemas import read_moment
from backend.strategy.following import follow
from backend.strategy.may import by_and_at, check_deed, request_in_hand
from backend.strategy.openings import open_to
from backend.strategy.states import GOING, check_status, moved
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record

JUST_BEGUN = timedelta(minutes=15)
"""A time agreed by telephone may be written down when the discussion has begun."""
A_YEAR = timedelta(days=366)


def check_confirm(change: Change, current: Record | None, desk: Desk) -> None:
    """By the roles of the area, once it is authorised; again by who saw the time before."""
    request = request_in_hand(current)
    check_deed("confirm_slot", request, desk)
    stamp = request.stamps.get("confirmed")
    saw_it = stamp is None or stamp.version <= change.base_version
    unconfirmed = tuple(status for status in GOING if status != "slot_confirmed")
    check_status(request, *(GOING if saw_it else unconfirmed))
    _check_can_be_held(read_moment(change.fields["starts_at"]), desk)


def _check_can_be_held(starts_at: datetime, desk: Desk) -> None:
    if starts_at < desk.happened_at - JUST_BEGUN:
        raise Refused("time-is-past", "That time is over.", {"starts_at": "Is in the past."})
    if starts_at > desk.received_at + A_YEAR:
        raise Refused("time-is-far", "Check the year.", {"starts_at": "Is over a year ahead."})


def as_confirmed(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """When and where, and who said so."""
    status = moved("confirm_slot", request_in_hand(current))
    return {"status": status, "confirmed": {**fields, **by_and_at(desk)}}


def then_open_to_health(change: Change, record: Record, desk: Desk) -> None:
    """Health read the discussion from now on."""
    open_to(follow(record, desk), "health", desk)
