"""Which children a visit may be about."""

from collections.abc import Iterable

from backend.cases.caseload import cases_of
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Record


def check_children(child_ids: Iterable[str], case_id: str, desk: Desk) -> list[Record]:
    """Each is a child of this family now, or was when it was done; nobody twice."""
    listed = list(child_ids)
    if not listed:
        raise Refused("no-children", "Name at least one child.", {"child_ids": "Name one."})
    if len(set(listed)) != len(listed):
        raise Refused("same-child-twice", "A child is named twice.", {"child_ids": "Twice."})
    return [check_child(child_id, case_id, desk) for child_id in listed]


def check_child(child_id: str, case_id: str, desk: Desk) -> Record:
    """A child of this family, now or when it was done."""
    child = desk.record(child_id)
    if child is None or child.type != "child" or case_id not in cases_of(child, desk):
        raise Refused(
            "not-of-this-family",
            "A child named here is not in this family's file.",
            {"child_ids": child_id},
        )
    return child
