"""Which feeds a person reads: from role, team, allocation and invitation, and from nothing else."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from backend.cases.models import Allocation, CaseFile
from backend.people.author import Author, Role
from backend.strategy.models import Discussion, DiscussionOpening


def feeds_of(connection: Connection, author: Author, now: datetime) -> list[str]:
    """Their own, their area's, and what their role opens to them; always in the same order."""
    feeds = [f"person:{author.person_id}", f"area:{author.area}"]
    if cases := CASES_OF.get(author.role):
        mine = cases(author, now).subquery()
        theirs = select(Discussion.id).join(mine, mine.c.id == Discussion.case_id)
        feeds += _named(connection, "case", select(mine.c.id))
        feeds += _named(connection, "discussion", theirs)
    if agency := AGENCY_OF.get(author.role):
        feeds += _named(connection, "discussion", _opened_to(agency, author, now))
    return feeds


def _named(connection: Connection, name: str, ids: Select[Any]) -> list[str]:
    return sorted(f"{name}:{one}" for one in connection.scalars(ids.distinct()))


def _allocated(author: Author, now: datetime) -> Select[Any]:
    return select(Allocation.case_id.label("id")).where(
        Allocation.person_id == author.person_id,
        Allocation.from_at <= now,
        or_(Allocation.until_at.is_(None), Allocation.until_at > now),
    )


def _of_the_team(author: Author, now: datetime) -> Select[Any]:
    return select(CaseFile.id).where(
        CaseFile.team_id == author.team_id, CaseFile.area == author.area
    )


def _of_the_area(author: Author, now: datetime) -> Select[Any]:
    return select(CaseFile.id).where(CaseFile.area == author.area)


def _opened_to(agency: str, author: Author, now: datetime) -> Select[Any]:
    return (
        select(Discussion.id)
        .join(DiscussionOpening, DiscussionOpening.discussion_id == Discussion.id)
        .where(
            Discussion.area == author.area,
            DiscussionOpening.agency == agency,
            DiscussionOpening.from_at <= now,
        )
    )


CASES_OF: Mapping[Role, Callable[[Author, datetime], Select[Any]]] = {
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
