"""The server says that what was said by telephone was not confirmed in time."""

from datetime import datetime
from uuid import UUID, uuid5

from backend.people.author import Role, author_at
from backend.schemas import read_moment
from backend.strategy.authorising.verbal import is_pending
from backend.strategy.may import request_in_hand
from backend.strategy.states import check_step, is_open
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Clock, Record


def check_not_confirmed(change: Change, current: Record | None, desk: Desk) -> None:
    """Only the server, once the time is over."""
    request = request_in_hand(current)
    if author_at(desk).role is not Role.SERVER:
        raise Refused("not-allowed", "Only the server says this.")
    check_step("note_not_confirmed", request)
    if not is_overdue(request, desk.received_at):
        raise Refused("not-overdue", "There is nothing that waits for too long.")


def is_overdue(request: Record, now: datetime) -> bool:
    """Whether it is still to be confirmed, and should have been."""
    if not (is_open(request.fields["status"]) and is_pending(request.fields)):
        return False
    return read_moment(request.fields["authorisation"]["confirm_by"]) <= now


def overdue_change(request: Record, now: datetime) -> Change:
    """As a change of the server's; the same one however often it is made."""
    confirm_by = request.fields["authorisation"]["confirm_by"]
    change_id = str(uuid5(UUID(request.id), f"not confirmed by {confirm_by}"))
    return Change(
        id=change_id,
        device_id=change_id,
        number=1,
        kind="note_not_confirmed",
        schema=1,
        feed=request.feed,
        record_id=request.id,
        base_version=request.version,
        depends_on=(),
        fields={},
        occurred_at=read_moment(confirm_by),
        clock=Clock(now, 0, trusted=True),
    )
