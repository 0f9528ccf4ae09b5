"""May this author write on this case, now or when the work was done?

The answer is in the family's own record (its team, and every allocation there ever was), which a
push has in hand already: no rule asks the database.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from backend.people.author import Author, Role, author_at
from backend.schemas import read_moment
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Record

CASE = "case:"
FIELD_ROLES = frozenset({Role.SOCIAL_WORKER, Role.ASWP})
CASE_WORK = FIELD_ROLES | {Role.TEAM_MANAGER}


def case_feed(case_id: str) -> str:
    """The feed of a family's file."""
    return CASE + case_id


def case_of_feed(change: Change) -> Collection[str]:
    """The case that the phone thought it was writing on, for `reads`."""
    return (change.feed.removeprefix(CASE),) if change.feed.startswith(CASE) else ()


def not_your_case() -> Refused:
    """The same words whether the case is another's, moved, or does not exist."""
    return Refused(
        "not-your-case",
        "This family is not on your caseload, and was not when this was done. "
        "Ask your manager. What you wrote is kept on this phone.",
    )


def family_of(case_id: object, desk: Desk) -> Record:
    """The family's record; refused in the same words as one that is not the author's."""
    record = desk.record(case_id) if isinstance(case_id, str) else None
    if record is None or record.type != "family":
        raise not_your_case()
    return record


def colleague_in(area: str, person_id: str | None, desk: Desk) -> Record | None:
    """A person whom this area's phones know; None for anybody else."""
    person = desk.record(person_id) if person_id else None
    if person is None or person.type != "person" or person.feed != f"area:{area}":
        return None
    return person


def has_left(person: Record, desk: Desk) -> bool:
    """Whether their access has ended by now."""
    ended_at = person.fields.get("ended_at")
    return ended_at is not None and read_moment(ended_at) <= desk.received_at


def cases_of(record: Record | None, desk: Desk) -> tuple[str, ...]:
    """The case of a record, and those it left since the work was done (not by the phone's word)."""
    if record is None:
        return ()
    former = (
        one["case_id"]
        for one in record.fields.get("former_cases", ())
        if desk.happened_at < read_moment(one["until_at"])
    )
    return (record.fields.get("case_id", ""), *former)


def check_may_write(case_ids: Iterable[object], desk: Desk) -> None:
    """Passes when the author has one of these cases, or had it then (then it is late)."""
    families = [
        family
        for case_id in case_ids
        if isinstance(case_id, str)
        and (family := desk.record(case_id)) is not None
        and family.type == "family"
    ]
    author = author_at(desk)
    if any(has_case(author, family) for family in families):
        return
    if any(had_case(author, family, desk.happened_at) for family in families):
        desk.mark_late()
        return
    raise not_your_case()


def check_may_meet(current: Record | None, desk: Desk) -> None:
    """A record made twice meets itself: only for who may write on the one that is there.

    (Without this, naming the id of a stranger's record would write into it.)
    """
    if current is not None:
        check_may_write(cases_of(current, desk), desk)


def check_manages(family: Record, desk: Desk) -> None:
    """Passes for the manager of the family's team."""
    if not manages(author_at(desk), family):
        raise Refused("not-your-team", "Only the manager of this family's team may do this.")


def manages(author: Author, family: Record) -> bool:
    """Whether the author is the manager of the family's team (the server counts as one)."""
    if author.role is Role.SERVER:
        return True
    return (
        author.role is Role.TEAM_MANAGER
        and author.team_id is not None
        and author.team_id == family.fields.get("team_id")
    )


def has_case(author: Author, family: Record) -> bool:
    """Whether the author may write on this case now."""
    if manages(author, family):
        return True
    return author.role in FIELD_ROLES and author.person_id in family.fields.get("workers", ())


def had_case(author: Author, family: Record, moment: datetime) -> bool:
    """Whether the author was allocated to this case at that moment."""
    if author.role not in CASE_WORK:
        return False
    return any(
        allocation["person_id"] == author.person_id
        and read_moment(allocation["from_at"]) <= moment
        and (allocation["until_at"] is None or moment < read_moment(allocation["until_at"]))
        for allocation in family.fields.get("allocations", ())
    )
