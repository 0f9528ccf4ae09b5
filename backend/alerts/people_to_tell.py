"""Who is told of something that concerns an area: asked when it is told, so nobody new is left out.

Whoever has left hears of nothing.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, or_, select

from backend.people.author import Role
from backend.people.models import Person
from backend.strategy.authorising.presence import presence_id, says_so
from sync.messages import Record

Payload = Mapping[str, Any]
Records = Callable[[Collection[str]], Mapping[str, Record]]
COVER = "cover_manager"
"""Not a role of anybody's: the managers of the area who say that they are there now (S-14)."""


def people_to_tell(
    connection: Connection, told: Payload, now: datetime, records: Records
) -> list[str]:
    """Those of `roles`; the administrators where none are named. Never `but_not`."""
    roles = set(told.get("roles") or (Role.ADMINISTRATOR,))
    people = _of_roles(connection, told, now, roles - {COVER})
    if COVER in roles:
        managers = _of_roles(connection, told, now, {Role.TEAM_MANAGER})
        people |= _present(managers, now, records) or managers
    return sorted(people)


def _present(people: set[str], now: datetime, records: Records) -> set[str]:
    known = records([presence_id(one) for one in people])
    return {
        one
        for one in people
        if (said := known.get(presence_id(one))) is not None and says_so(said, now)
    }


def _of_roles(
    connection: Connection, told: Payload, now: datetime, roles: Collection[str]
) -> set[str]:
    query = select(Person.id).where(
        Person.role.in_([Role(one) for one in roles]),
        Person.area == told["area"],
        Person.id != (told.get("but_not") or ""),
        or_(Person.ended_at.is_(None), Person.ended_at > now),
    )
    return set(connection.scalars(query))
