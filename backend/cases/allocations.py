"""Who has a family: the history in the family's record, mirrored into the allocation table."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, insert, update

from backend.cases.caseload import FIELD_ROLES, author_at, check_manages, family_of
from backend.cases.models import Allocation, CaseFile
from backend.people.author import Role
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

ALLOCATIONS = Allocation.__table__
CASE_FILES = CaseFile.__table__


def allocation_reads(change: Change) -> tuple[str, ...]:
    """The colleague who is to have the case."""
    person_id = change.fields.get("person_id")
    return (person_id,) if isinstance(person_id, str) else ()


def check_allocate(change: Change, current: Record | None, desk: Desk) -> None:
    """The team's manager gives a case to a social worker or ASWP of the same area."""
    family = family_of(change.record_id, desk)
    check_manages(family, desk)
    person = desk.record(change.fields["person_id"])
    if person is None or person.type != "person" or person.feed != f"area:{family.fields['area']}":
        raise Refused("no-such-colleague", "There is no such colleague in this area.")
    if person.fields["role"] not in FIELD_ROLES:
        raise Refused("not-a-case-worker", "A case goes to a social worker or an ASWP.")


def check_end_allocation(change: Change, current: Record | None, desk: Desk) -> None:
    """The team's manager takes a case back."""
    family = family_of(change.record_id, desk)
    check_manages(family, desk)
    if change.fields["person_id"] not in family.fields["workers"]:
        raise Refused("not-allocated", "This person does not have this family now.")


def with_worker(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """The family's allocations with one more, from when the server heard of it.

    (Not from when a phone offline decided it: nobody else could know of it then.)
    """
    assert current is not None
    person_id, allocations = fields["person_id"], list(current.fields["allocations"])
    if person_id in current.fields["workers"]:
        return {"workers": current.fields["workers"]}
    since = time_text(desk.received_at)
    allocations.append({"person_id": person_id, "from_at": since, "until_at": None})
    desk.also(_row_added(change, person_id, desk.received_at))
    manager = {"manager_id": author_at(desk).person_id} if _is_manager(desk) else {}
    return {**_both(allocations), **manager}


def without_worker(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """The family's allocations with this one ended."""
    assert current is not None
    person_id, until = fields["person_id"], time_text(desk.received_at)
    allocations = [
        {**one, "until_at": until}
        if one["person_id"] == person_id and one["until_at"] is None
        else one
        for one in current.fields["allocations"]
    ]
    desk.also(_row_ended(change.record_id, person_id, desk.received_at))
    return _both(allocations)


def opened(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """A new family: of the manager's team, open, with nobody allocated yet."""
    author = author_at(desk)
    team_id = fields.get("team_id") if author.role is Role.SERVER else author.team_id
    desk.also(_case_opened(change.record_id, author.area, team_id, desk.received_at))
    return {
        "staff_safety": {"flag": False, "note": None},
        **fields,
        "area": author.area,
        "team_id": team_id,
        "status": "open",
        "manager_id": author.person_id if _is_manager(desk) else None,
        "workers": [],
        "allocations": [],
    }


def _is_manager(desk: Desk) -> bool:
    return author_at(desk).role is Role.TEAM_MANAGER


def _both(allocations: list[dict[str, Any]]) -> Fields:
    now = sorted({one["person_id"] for one in allocations if one["until_at"] is None})
    return {"workers": now, "allocations": allocations}


def _case_opened(
    case_id: str, area: str, team_id: str | None, moment: datetime
) -> Callable[[Connection], None]:
    def effect(connection: Connection) -> None:
        row = {"id": case_id, "area": area, "team_id": team_id, "opened_at": moment}
        connection.execute(insert(CASE_FILES).values(**row))

    return effect


def _row_added(change: Change, person_id: str, moment: datetime) -> Callable[[Connection], None]:
    row_id = str(uuid5(UUID(change.id), person_id))

    def effect(connection: Connection) -> None:
        row = {"id": row_id, "case_id": change.record_id, "person_id": person_id}
        connection.execute(insert(ALLOCATIONS).values(**row, from_at=moment))

    return effect


def _row_ended(case_id: str, person_id: str, moment: datetime) -> Callable[[Connection], None]:
    def effect(connection: Connection) -> None:
        connection.execute(
            update(ALLOCATIONS)
            .where(ALLOCATIONS.c.case_id == case_id, ALLOCATIONS.c.person_id == person_id)
            .where(ALLOCATIONS.c.until_at.is_(None))
            .values(until_at=moment)
        )

    return effect
