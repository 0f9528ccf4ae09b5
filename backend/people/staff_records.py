"""People, accounts and teams as they are to be published, from their tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from backend.people.author import Role
from backend.people.models import Person, Team
from backend.people.staff import account_id, people_feed
from sync.messages import Fields, time_text


@dataclass(frozen=True, slots=True)
class Published:
    """A record as it is to stand."""

    what: str
    record_id: str
    feed: str
    fields: Fields


def staff_of(connection: Connection, now: datetime) -> Iterator[Published]:
    """Everybody there is and was, for colleagues and for administrators; and every team."""
    people = connection.execute(select(Person)).all()
    for row in people:
        yield from _of_person(row)
    for team in connection.execute(select(Team)):
        managers = sorted(one.id for one in people if _manages(one, team.id, now))
        fields = {"name": team.name, "managers": managers}
        yield Published("team", team.id, f"area:{team.area}", fields)


def _of_person(row: Any) -> Iterator[Published]:
    ended_at = _text(row.ended_at)
    seen = {name: getattr(row, name) for name in ("name", "role", "team_id", "phone")}
    yield Published("person", row.id, f"area:{row.area}", {**seen, "ended_at": ended_at})
    known = {"person_id": row.id, "email": row.email, "invited_until": _text(row.invited_until)}
    fields = {**seen, **known, "ended_at": ended_at}
    yield Published("account", account_id(row.email), people_feed(row.area), fields)


def _manages(row: Any, team_id: str, now: datetime) -> bool:
    left = row.ended_at is not None and row.ended_at <= now
    return row.role == Role.TEAM_MANAGER and row.team_id == team_id and not left


def _text(moment: datetime | None) -> str | None:
    return time_text(moment) if moment else None
