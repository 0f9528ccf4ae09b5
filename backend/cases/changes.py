"""What may be changed about families, children, allocation and notes, and by whom."""

from collections.abc import Callable, Collection

from backend.cases.allocations import (
    allocation_reads,
    check_allocate,
    check_end_allocation,
    check_move_case,
    give_case,
    hand_over,
    open_file,
    opened,
    take_case_back,
    team_named,
    worked_out,
)
from backend.cases.caseload import (
    case_feed,
    case_of_feed,
    cases_of,
    check_manages,
    check_may_meet,
    check_may_write,
    family_of,
)
from backend.cases.schemas import (
    AddChildSchema,
    AllocateSchema,
    ChildSchema,
    CorrectNoteSchema,
    EditFamilySchema,
    FamilySchema,
    MoveCaseSchema,
    MoveChildSchema,
    NoteSchema,
)
from backend.cases.staff_safety import (
    check_taken_down_with_reason,
    remember_warning,
    with_first_warning,
)
from backend.people.author import Role, author_at
from backend.schemas import reader
from sync.errors import Refused
from sync.kinds import Desk, Kind
from sync.messages import Change, Fields, Record, time_text

CHILD_FLAGS = ("non_mobile", "non_verbal", "interpreter_needed", "looked_after")


def named_in(*names: str) -> Callable[[Change], Collection[str]]:
    """`reads`: the records that these fields name, and the case of the feed."""

    def reads(change: Change) -> Collection[str]:
        named = (change.fields.get(name) for name in names)
        return {*case_of_feed(change), *(one for one in named if isinstance(one, str))}

    return reads


def check_open_case(change: Change, current: Record | None, desk: Desk) -> None:
    """A manager opens a case for their own team; its feed is its own."""
    author = author_at(desk)
    if author.role is not Role.TEAM_MANAGER or author.team_id is None:
        raise Refused("not-allowed", "Only a team manager opens a case.")
    if current is not None:
        check_manages(current, desk)
    if change.feed != case_feed(change.record_id):
        raise Refused("wrong-feed", "A family's file is in its own feed.")


def check_edit_family(change: Change, current: Record | None, desk: Desk) -> None:
    """Whoever works with the family may put its particulars right."""
    check_may_write((change.record_id,), desk)
    if "staff_safety" in change.fields:
        check_taken_down_with_reason(change.fields["staff_safety"], current)


def check_add_child(change: Change, current: Record | None, desk: Desk) -> None:
    """A child is added by whoever works with the family."""
    check_may_meet(current, desk)
    check_may_write((change.fields["case_id"],), desk)


def check_edit_child(change: Change, current: Record | None, desk: Desk) -> None:
    """In whichever family's file the child is now, or was when this was done."""
    check_may_write(cases_of(current, desk), desk)


def check_move_child(change: Change, current: Record | None, desk: Desk) -> None:
    """The manager of the child's team moves the child, within the area."""
    family = family_of(current.fields.get("case_id") if current else None, desk)
    check_manages(family, desk)
    to = family_of(change.fields["to_case_id"], desk)
    if to.fields["area"] != family.fields["area"]:
        raise Refused("other-area", "The other family belongs to another area.")


def check_note(change: Change, current: Record | None, desk: Desk) -> None:
    """A note is written by whoever works with the family, or did then."""
    check_may_meet(current, desk)
    check_may_write((change.fields["case_id"],), desk)
    check_visit_named(change.fields, desk)


def check_visit_named(fields: Fields, desk: Desk) -> None:
    """`visit_id`, where that record is here, is a visit to the family of `case_id`."""
    visit_id = fields.get("visit_id")
    visit = desk.record(visit_id) if visit_id else None
    if visit is None:
        return
    if visit.type != "visit" or visit.fields["case_id"] != fields["case_id"]:
        raise Refused("other-family", "The visit is to another family.", {"visit_id": "Another."})


def check_correct_note(change: Change, current: Record | None, desk: Desk) -> None:
    """Only who wrote it puts it right, and the team's manager."""
    check_may_write(cases_of(current, desk), desk)
    check_is_own_or_manager(current, desk)


def check_is_own_or_manager(current: Record | None, desk: Desk) -> None:
    """Facts are corrected by who recorded them, or by the manager of the team."""
    author = author_at(desk)
    if current is not None and current.made_by == author.person_id:
        return
    check_manages(family_of(current.fields.get("case_id") if current else None, desk), desk)


def home_of_case(change: Change, desk: Desk) -> str:
    """The family's file, wherever the phone thought it was."""
    return family_of(change.fields["case_id"], desk).feed


def home_of_note(change: Change, desk: Desk) -> str:
    """Where the visit is now, else the family's file."""
    visit_id = change.fields.get("visit_id")
    visit = desk.record(visit_id) if visit_id else None
    return visit.feed if visit is not None else home_of_case(change, desk)


def home_of_moved_child(change: Change, desk: Desk) -> str:
    """The other family's file."""
    return family_of(change.fields["to_case_id"], desk).feed


def as_child(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """A child with every flag said, so that no screen has to guess."""
    return {**dict.fromkeys(CHILD_FLAGS, False), **fields}


def as_moved(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """The child belongs to the other family from now on."""
    assert current is not None
    was = {"case_id": current.fields["case_id"], "until_at": time_text(desk.received_at)}
    return {
        "case_id": fields["to_case_id"],
        "former_cases": [*current.fields.get("former_cases", ()), was],
    }


KINDS = (
    Kind(
        "open_case",
        "family",
        "create",
        reader(FamilySchema()),
        check_open_case,
        becomes=opened,
        and_then=open_file,
    ),
    Kind(
        "edit_family",
        "family",
        "edit",
        reader(EditFamilySchema(partial=("name", "address"))),
        check_edit_family,
        becomes=with_first_warning,
        and_then=remember_warning,
    ),
    Kind(
        "allocate_case",
        "family",
        "edit",
        reader(AllocateSchema()),
        check_allocate,
        becomes=worked_out,
        reads=allocation_reads,
        and_then=give_case,
    ),
    Kind(
        "end_allocation",
        "family",
        "edit",
        reader(AllocateSchema()),
        check_end_allocation,
        becomes=worked_out,
        reads=allocation_reads,
        and_then=take_case_back,
    ),
    Kind(
        "move_case",
        "family",
        "edit",
        reader(MoveCaseSchema()),
        check_move_case,
        becomes=worked_out,
        reads=team_named,
        and_then=hand_over,
    ),
    Kind(
        "add_child",
        "child",
        "create",
        reader(AddChildSchema()),
        check_add_child,
        becomes=as_child,
        home=home_of_case,
        reads=named_in("case_id"),
    ),
    Kind(
        "edit_child",
        "child",
        "edit",
        reader(ChildSchema(partial=True)),
        check_edit_child,
        reads=named_in("case_id"),
    ),
    Kind(
        "move_child",
        "child",
        "move",
        reader(MoveChildSchema()),
        check_move_child,
        becomes=as_moved,
        home=home_of_moved_child,
        reads=named_in("to_case_id"),
    ),
    Kind(
        "add_note",
        "note",
        "create",
        reader(NoteSchema()),
        check_note,
        home=home_of_note,
        reads=named_in("case_id", "visit_id"),
    ),
    Kind(
        "correct_note",
        "note",
        "correct",
        reader(CorrectNoteSchema()),
        check_correct_note,
        reads=case_of_feed,
    ),
)
