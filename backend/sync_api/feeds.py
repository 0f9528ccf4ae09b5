"""Which feeds a person reads: from role, team, allocation and invitation, and from nothing else."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    String,
    bindparam,
    literal_column,
    or_,
    select,
    true,
    union,
)

from backend.cases.models import Allocation, CaseFile
from backend.database import UtcDateTime
from backend.people.author import Author, Role
from backend.people.models import Person
from backend.strategy.models import Discussion, DiscussionOpening


def feeds_of(connection: Connection, author: Author, now: datetime) -> list[str]:
    """Their own, their area's, and what their role opens to them; always in the same order."""
    own = [f"person:{author.person_id}", f"area:{author.area}", f"devices:{author.person_id}"]
    if author.role is Role.ADMINISTRATOR:
        own += [f"people:{author.area}", f"arrangements:{author.area}"]
    query = readable_by(author.role)
    if query is None:
        return own
    asked = {"person": author.person_id, "area": author.area, "team": author.team_id, "now": now}
    return own + sorted(f"{row.kind}:{row.id}" for row in connection.execute(query, asked))


@cache
def readable_by(role: Role) -> CompoundSelect[Any] | Select[Any] | None:
    """Made once for a role; who asks, and when, is bound."""
    if cases := CASES_OF.get(role):
        mine = cases().cte("mine")
        theirs = select(Discussion.id).join(mine, mine.c.id == Discussion.case_id)
        read = [_named("case", select(mine.c.id)), _named("discussion", theirs)]
        if role is Role.TEAM_MANAGER:
            read.append(_named("devices", _others(Person.team_id == bindparam("team"))))
        return union(*read)
    if role is Role.ADMINISTRATOR:
        return _named("devices", _others(true()))
    if agency := AGENCY_OF.get(role):
        return _named("discussion", _opened_to(agency)).distinct()
    return None


def _named(kind: str, ids: Select[Any]) -> Select[Any]:
    return ids.add_columns(literal_column(f"'{kind}'").label("kind"))


NOW = bindparam("now", type_=UtcDateTime())
AREA = bindparam("area", type_=String)


def _allocated() -> Select[Any]:
    return select(Allocation.case_id.label("id")).where(
        Allocation.person_id == bindparam("person"),
        Allocation.from_at <= NOW,
        or_(Allocation.until_at.is_(None), Allocation.until_at > NOW),
    )


def _of_the_team() -> Select[Any]:
    return select(CaseFile.id).where(CaseFile.team_id == bindparam("team"), CaseFile.area == AREA)


def _of_the_area() -> Select[Any]:
    return select(CaseFile.id).where(CaseFile.area == AREA)


def _opened_to(agency: str) -> Select[Any]:
    return (
        select(Discussion.id)
        .join(DiscussionOpening, DiscussionOpening.discussion_id == Discussion.id)
        .where(
            Discussion.area == AREA,
            DiscussionOpening.agency == agency,
            DiscussionOpening.from_at <= NOW,
        )
    )


def _others(which: ColumnElement[bool]) -> Select[Any]:
    """Colleagues of the area, also those who have left: their phones may still be somewhere."""
    other = Person.id != bindparam("person")
    return select(Person.id).where(Person.area == AREA, other, which)


CASES_OF: Mapping[Role, Callable[[], Select[Any]]] = {
    Role.SOCIAL_WORKER: _allocated,
    Role.ASWP: _allocated,
    Role.TEAM_MANAGER: _of_the_team,
    Role.HEAD_OF_SERVICE: _of_the_area,
}
"""Whose work is with families: the cases that they read, and with each its discussions."""

AGENCY_OF: Mapping[Role, str] = {
    Role.BUSINESS_SUPPORT: "business_support",
    Role.POLICE_SERGEANT: "police",
    Role.POLICE_DELEGATED_OFFICER: "police",
    Role.HEALTH: "health",
}
"""Who reads a discussion because it was opened to their agency, and nothing else of the family."""
