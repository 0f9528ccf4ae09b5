"""Who has a family: the history in the family's record, mirrored into the allocation table."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast
from uuid import UUID, uuid5

from sqlalchemy import Connection, Table, insert, update

from backend.cases.caseload import FIELD_ROLES, check_manages, colleague_in, family_of, has_left
from backend.cases.models import Allocation, CaseFile
from backend.cases.staff_safety import entry_of
from backend.people.author import Role, author_at
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

ALLOCATIONS = cast(Table, Allocation.__table__)
CASE_FILES = cast(Table, CaseFile.__table__)


def allocation_reads(change: Change) -> tuple[str, ...]:
    """The colleague who is to have the case."""
    person_id = change.fields.get("person_id")
    return (person_id,) if isinstance(person_id, str) else ()


def check_allocate(change: Change, current: Record | None, desk: Desk) -> None:
    """The team's manager gives a case to a social worker or ASWP of the same area."""
    family = family_of(change.record_id, desk)
    check_manages(family, desk)
    person = colleague_in(family.fields["area"], change.fields["person_id"], desk)
    if person is None or has_left(person, desk):
        raise Refused("no-such-colleague", "There is no such colleague in this area.")
    if person.fields["role"] not in FIELD_ROLES:
        raise Refused("not-a-case-worker", "A case goes to a social worker or an ASWP.")


def check_end_allocation(change: Change, current: Record | None, desk: Desk) -> None:
    """The team's manager takes a case back."""
    family = family_of(change.record_id, desk)
    check_manages(family, desk)
    if change.fields["person_id"] not in family.fields["workers"]:
        raise Refused("not-allocated", "This person does not have this family now.")


def team_named(change: Change) -> tuple[str, ...]:
    """The team that is to have the case."""
    team_id = change.fields.get("team_id")
    return (team_id,) if isinstance(team_id, str) else ()


def check_move_case(change: Change, current: Record | None, desk: Desk) -> None:
    """The team's manager hands a family to another team of the area, which has a manager."""
    family = family_of(change.record_id, desk)
    check_manages(family, desk)
    team = desk.record(change.fields["team_id"])
    if team is None or team.type != "team" or team.feed != f"area:{family.fields['area']}":
        raise Refused("no-such-team", "There is no such team in this area.")
    if team.id == family.fields["team_id"]:
        raise Refused("same-team", "The family is with this team already.")
    if not team.fields.get("managers"):
        raise Refused("no-manager", "That team has no manager: nobody would see the family.")


def hand_over(change: Change, record: Record, desk: Desk) -> None:
    """Nobody has it until the other team's manager gives it to somebody; what waits comes late."""
    team, now = desk.record(change.fields["team_id"]), desk.received_at
    assert team is not None
    ended = [
        {**one, "until_at": one["until_at"] or time_text(now)}
        for one in record.fields["allocations"]
    ]
    handed = {"team_id": team.id, "manager_id": team.fields["managers"][0], "workers": []}
    desk.write(record.next(fields={**record.fields, **handed, "allocations": ended}))
    desk.also(_row_moved(record.id, team.id, now))


def worked_out(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """The change itself sets nothing: the server works it out, so there is no conflict."""
    return {}


def give_case(change: Change, record: Record, desk: Desk) -> None:
    """One more allocation, from when the server heard of it.

    (Not from when a phone offline decided it: nobody else could know of it then.)
    """
    person_id, since = change.fields["person_id"], desk.received_at
    if person_id in record.fields["workers"]:
        return
    one = {"person_id": person_id, "from_at": time_text(since), "until_at": None}
    _write(record, [*record.fields["allocations"], one], desk)
    desk.also(_row_added(change, person_id, since))


def take_case_back(change: Change, record: Record, desk: Desk) -> None:
    """The allocation ends when the server hears of it."""
    person_id, until = change.fields["person_id"], desk.received_at
    ended = [
        {**one, "until_at": time_text(until)}
        if one["person_id"] == person_id and one["until_at"] is None
        else one
        for one in record.fields["allocations"]
    ]
    _write(record, ended, desk)
    desk.also(_row_ended(record.id, person_id, until))


def opened(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """A new family: of the manager's team, open, with nobody allocated yet."""
    author = author_at(desk)
    warning = fields.get("staff_safety") or {"flag": False, "note": None}
    return {
        **fields,
        "staff_safety": warning,
        "staff_safety_history": [entry_of(warning, desk)],
        "area": author.area,
        "team_id": author.team_id,
        "status": "open",
        "manager_id": author.person_id,
        "workers": [],
        "allocations": [],
    }


def open_file(change: Change, record: Record, desk: Desk) -> None:
    """The case is known to the feeds."""
    if record.version == 1:
        fields = record.fields
        desk.also(_case_opened(record.id, fields["area"], fields["team_id"], desk.received_at))


def _write(record: Record, allocations: list[dict[str, Any]], desk: Desk) -> None:
    now = sorted({one["person_id"] for one in allocations if one["until_at"] is None})
    author = author_at(desk)
    manager = {"manager_id": author.person_id} if author.role is Role.TEAM_MANAGER else {}
    fields = {**record.fields, **manager, "workers": now, "allocations": allocations}
    desk.write(record.next(fields=fields))


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


def _row_moved(case_id: str, team_id: str, moment: datetime) -> Callable[[Connection], None]:
    def effect(connection: Connection) -> None:
        file = update(CASE_FILES).where(CASE_FILES.c.id == case_id)
        connection.execute(file.values(team_id=team_id))
        open_still = (ALLOCATIONS.c.case_id == case_id, ALLOCATIONS.c.until_at.is_(None))
        connection.execute(update(ALLOCATIONS).where(*open_still).values(until_at=moment))

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
