"""A passcode of the area's: an administrator sets it and never reads it back; who is confirmed for
a discussion may see it. It is in no record, change, log, alert or e-mail.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Connection, Table, delete, insert, select

from backend.areas.secret_models import AreaSecret
from backend.people.author import Author, Role
from backend.people.second_factor.sealing import seal, unseal
from backend.schemas import read_moment

SECRETS = cast(Table, AreaSecret.__table__)
BEFORE, AFTER = timedelta(days=1), timedelta(hours=4)
"""From a day before a discussion begins until it is long over."""


def keep_passcode(
    connection: Connection, author: Author, name: str, passcode: str, now: datetime
) -> None:
    """In place of the one before, which is gone."""
    row = {
        "area": author.area,
        "name": name,
        "sealed": seal(passcode, _about(author.area, name)),
        "set_at": now,
        "set_by": author.person_id,
    }
    mine = (SECRETS.c.area == author.area, SECRETS.c.name == name)
    connection.execute(delete(SECRETS).where(*mine))
    connection.execute(insert(SECRETS).values(**row))


def passcode_for(
    connection: Connection, author: Author, request: Mapping[str, Any], name: str, now: datetime
) -> str | None:
    """The passcode for somebody who is confirmed for this discussion; None for everybody else."""
    if not may_see_passcode(author, request, now):
        return None
    mine = (SECRETS.c.area == request["area"], SECRETS.c.name == name)
    sealed = connection.scalar(select(SECRETS.c.sealed).where(*mine))
    return None if sealed is None else unseal(sealed, _about(request["area"], name))


def may_see_passcode(author: Author, request: Mapping[str, Any], now: datetime) -> bool:
    """Confirmed for a discussion whose time is confirmed, around that time, on a phone of theirs
    that nobody has lost. Administrators never.
    """
    confirmed = request.get("confirmed")
    if request.get("status") != "slot_confirmed" or not confirmed:
        return False
    if author.role in (Role.ADMINISTRATOR, Role.SERVER) or author.device_lost:
        return False
    if author.ended_at is not None and author.ended_at <= now:
        return False
    starts_at = read_moment(confirmed["starts_at"])
    return starts_at - BEFORE <= now <= starts_at + AFTER and author.person_id in _named(request)


def _named(request: Mapping[str, Any]) -> set[str]:
    """Who takes part, as far as the request says it."""
    confirmed = request["confirmed"]
    people = [request.get(name) for name in ("raised_by", "manager_id", "authorised_by")]
    return {one for one in [*people, confirmed["by"], *confirmed.get("participants", ())] if one}


def _about(area: str, name: str) -> str:
    return f"area secret {area} {name}"
