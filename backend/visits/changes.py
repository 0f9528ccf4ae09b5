"""What may be changed about visits, by whom, and in which state."""

from collections.abc import Callable, Collection

from backend.cases.caseload import (
    FIELD_ROLES,
    case_of_feed,
    cases_of,
    check_may_meet,
    check_may_write,
    colleague_in,
    family_of,
    manages,
)
from backend.cases.changes import home_of_case, named_in
from backend.people.author import author_at
from backend.schemas import heard_by, reader
from backend.visits.checks import CHECK_KINDS, check_id
from backend.visits.children import check_children
from backend.visits.schemas import (
    BrokenOffSchema,
    CompleteVisitSchema,
    PlanVisitSchema,
    StartVisitSchema,
    VisitSchema,
)
from sync.errors import Refused
from sync.kinds import Desk, Kind
from sync.messages import Change, Fields, Record

ON_SITE_FIELDS = frozenset({"child_ids", "place_detail", "purpose"})


def visit_reads(change: Change) -> Collection[str]:
    """The case, the children and the worker."""
    listed = change.fields.get("child_ids")
    children = listed if isinstance(listed, list) else []
    named = named_in("case_id", "worker_id")(change)
    return {*named, *(child for child in children if isinstance(child, str))}


def check_plan(change: Change, current: Record | None, desk: Desk) -> None:
    """A visit to a family of one's own, to children of that family."""
    check_may_meet(current, desk)
    check_may_write((change.fields["case_id"],), desk)
    check_children(change.fields["child_ids"], change.fields["case_id"], desk)
    _check_worker(change.fields.get("worker_id"), change.fields["case_id"], desk)


def check_edit(change: Change, current: Record | None, desk: Desk) -> None:
    """While planned; on site only who and what for."""
    visit = _own_visit(current, desk)
    status = visit.fields["status"]
    if status != "planned" and not (status == "on_site" and change.fields.keys() <= ON_SITE_FIELDS):
        raise Refused("visit-has-begun", "This visit has begun or is over; it cannot be changed.")
    if "child_ids" in change.fields:
        check_children(change.fields["child_ids"], visit.fields["case_id"], desk)
    _check_worker(change.fields.get("worker_id"), visit.fields["case_id"], desk)


def check_start(change: Change, current: Record | None, desk: Desk) -> None:
    """A planned visit starts. (Two phones may say so; each keeps its time.)"""
    _check_status(_own_visit(current, desk), "planned", "on_site")


def check_complete(change: Change, current: Record | None, desk: Desk) -> None:
    """Every child named has a check of their own on this visit (analysis 3.2)."""
    visit = _own_visit(current, desk)
    _check_status(visit, "on_site", "completed")
    missing = [
        child_id
        for child_id in visit.fields["child_ids"]
        if desk.record(check_id(visit.id, child_id)) is None
    ]
    if missing:
        raise Refused(
            "checks-missing",
            "Say of each child whether they were seen, before the visit is completed.",
            dict.fromkeys(missing, "No check yet."),
        )


def check_broken_off(change: Change, current: Record | None, desk: Desk) -> None:
    """Nobody opened, or it was unsafe: from planned or on site."""
    _check_status(_own_visit(current, desk), "planned", "on_site")


def as_planned(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """By default planned, and the author's own."""
    worker_id = fields.get("worker_id") or author_at(desk).person_id
    heard = heard_by(desk.received_at, fields, "started_at")
    return {"status": "planned", **heard, "worker_id": worker_id}


def becoming(status: str) -> Callable[[Change, Record | None, Fields, Desk], Fields]:
    """The visit with this status."""

    def becomes(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
        heard = heard_by(desk.received_at, fields, "started_at", "ended_at")
        return {**heard, "status": status}

    return becomes


def _own_visit(current: Record | None, desk: Desk) -> Record:
    check_may_write(cases_of(current, desk), desk)
    assert current is not None
    return current


def _check_status(visit: Record, *allowed: str) -> None:
    if visit.fields["status"] not in allowed:
        is_now = str(visit.fields["status"]).replace("_", " ")
        raise Refused("visit-is-over", f"This cannot be done: the visit is {is_now}.")


def _check_worker(worker_id: str | None, case_id: str, desk: Desk) -> None:
    author = author_at(desk)
    if worker_id is None or worker_id == author.person_id:
        return
    family = family_of(case_id, desk)
    if not manages(author, family):
        raise Refused("not-your-team", "Only the manager plans a visit for somebody else.")
    person = colleague_in(family.fields["area"], worker_id, desk)
    if person is None or person.fields["role"] not in FIELD_ROLES:
        raise Refused("no-such-colleague", "There is no such worker.", {"worker_id": "Unknown."})


def _step(name: str, schema: type, check: Callable[..., None], status: str) -> Kind:
    return Kind(
        name,
        "visit",
        "edit",
        reader(schema()),
        check,
        becomes=becoming(status),
        reads=case_of_feed,
    )


KINDS = (
    Kind(
        "plan_visit",
        "visit",
        "create",
        reader(PlanVisitSchema()),
        check_plan,
        becomes=as_planned,
        home=home_of_case,
        reads=visit_reads,
    ),
    Kind(
        "edit_visit",
        "visit",
        "edit",
        reader(VisitSchema(partial=True)),
        check_edit,
        reads=visit_reads,
    ),
    _step("start_visit", StartVisitSchema, check_start, "on_site"),
    _step("complete_visit", CompleteVisitSchema, check_complete, "completed"),
    _step("record_no_access", BrokenOffSchema, check_broken_off, "no_access"),
    _step("abandon_visit", BrokenOffSchema, check_broken_off, "abandoned_unsafe"),
    *CHECK_KINDS,
)
