"""That a discussion begins soon: said only while the same time still stands (S-07, N-33)."""

from backend.strategy.agreeing.parties import check_server
from backend.strategy.may import request_in_hand
from backend.strategy.states import check_step
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text


def check_reminder(change: Change, current: Record | None, desk: Desk) -> None:
    """By the server, of the time that stands, before it is over."""
    request = request_in_hand(current)
    check_server(desk)
    check_step("note_reminder", request)
    confirmed = request.fields["confirmed"]
    if confirmed["starts_at"] != change.fields["starts_at"]:
        raise Refused("other-time", "It was moved meanwhile.")
    if confirmed["starts_at"] < time_text(desk.received_at):
        raise Refused("time-is-past", "It has begun.")


def as_reminded(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """Of which time, and how long before."""
    return {"reminded": {"minutes": None, **fields, "at": time_text(desk.received_at)}}
