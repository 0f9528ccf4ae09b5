"""The discussion's rows: where it stands, and which agencies it is open to from when."""

from collections.abc import Callable
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, Table, insert, select, update

from backend.strategy.models import Discussion, DiscussionOpening
from sync.kinds import Desk
from sync.messages import Record

DISCUSSIONS = cast(Table, Discussion.__table__)
OPENINGS = cast(Table, DiscussionOpening.__table__)


def start_discussion(request: Record, desk: Desk) -> None:
    """A discussion begins, and business support of the area may read it."""
    row = {
        "id": request.id,
        "case_id": request.fields["case_id"],
        "area": request.fields["area"],
        "team_id": request.fields["team_id"],
        "status": request.fields["status"],
    }

    def effect(connection: Connection) -> None:
        connection.execute(insert(DISCUSSIONS).values(**row))

    desk.also(effect)
    desk.also(_opening(request.id, "business_support", desk.received_at))


def note_status(request: Record, desk: Desk) -> None:
    """The row says where the request stands."""
    status = request.fields["status"]

    def effect(connection: Connection) -> None:
        where = DISCUSSIONS.c.id == request.id
        connection.execute(update(DISCUSSIONS).where(where).values(status=status))

    desk.also(effect)


def open_to(request: Record, agency: str, desk: Desk) -> None:
    """From now on the agency reads this discussion."""
    desk.also(_opening(request.id, agency, desk.received_at))


def _opening(discussion_id: str, agency: str, moment: datetime) -> Callable[[Connection], None]:
    row = {"discussion_id": discussion_id, "agency": agency}

    def effect(connection: Connection) -> None:
        same = [OPENINGS.c[name] == value for name, value in row.items()]
        if connection.execute(select(OPENINGS.c.agency).where(*same)).first() is None:
            connection.execute(insert(OPENINGS).values(**row, from_at=moment))

    return effect
