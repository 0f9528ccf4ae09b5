"""The child-seen check: one child, one visit, one check (analysis 3.1, invariants 6 and 7)."""

from collections.abc import Collection
from uuid import UUID, uuid5

from backend.cases.caseload import case_of_feed, cases_of, check_may_write
from backend.cases.changes import check_is_own_or_manager, named_in
from backend.schemas import in_words, reader
from backend.visits.children import check_child
from backend.visits.schemas import CheckFacts, CheckSchema, CorrectCheckSchema
from sync.errors import Refused
from sync.kinds import Desk, Kind
from sync.messages import Change, Fields, Record


def check_id(visit_id: str, child_id: str) -> str:
    """Two workers' checks of one child on one visit meet in one record (invariant 6)."""
    return str(uuid5(UUID(visit_id), child_id))


def check_reads(change: Change) -> Collection[str]:
    """The visit, the child and the family."""
    return named_in("visit_id", "child_id", "case_id")(change)


def check_record(change: Change, current: Record | None, desk: Desk) -> None:
    """By whoever has the family, or had it then; of a child of the family visited."""
    fields = change.fields
    visit = desk.record(fields["visit_id"])
    if visit is None or visit.type != "visit":
        raise Refused("no-such-visit", "The visit of this check is not here.")
    child = check_child(fields["child_id"], visit.fields["case_id"], desk)
    if change.record_id != check_id(visit.id, child.id):
        raise Refused("wrong-id", "Each child has one check of their own on a visit.")
    check_may_write((visit.fields["case_id"], *cases_of(child, desk)), desk)


def check_correct(change: Change, current: Record | None, desk: Desk) -> None:
    """By who recorded it, or the manager; what results must still be whole."""
    assert current is not None
    visit = desk.record(current.fields["visit_id"])
    check_may_write((*cases_of(current, desk), *cases_of(visit, desk)), desk)
    check_is_own_or_manager(current, desk)
    check_conditions({**current.fields, **change.fields})


def check_conditions(facts: Fields) -> None:
    """The conditional rules over the facts as they would stand."""
    wrong = {need.then: need.message for need in CheckFacts.needs if need.is_missing(facts)}
    if wrong:
        raise Refused("invalid-fields", in_words(wrong), wrong)


def home_of_check(change: Change, desk: Desk) -> str:
    """Where the child is now."""
    child = desk.record(change.fields["child_id"])
    assert child is not None
    return child.feed


def as_check(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """The facts, with what the app asks to be done about them."""
    child = desk.record(fields["child_id"])
    assert child is not None
    return {**fields, "case_id": child.fields["case_id"], "prompts": prompts(fields, child)}


def as_corrected(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """The facts that change; the prompts follow."""
    assert current is not None
    child = desk.record(current.fields["child_id"])
    assert child is not None
    return {**fields, "prompts": prompts({**current.fields, **fields}, child)}


def follow_prompts(change: Change, record: Record, desk: Desk) -> None:
    """What a second worker saw stands beside the record, and asks for the same."""
    child = desk.record(record.fields["child_id"])
    assert child is not None
    kept_beside = [{**record.fields, kept.field: kept.value} for kept in record.conflicts]
    every = [prompts(facts, child) for facts in (record.fields, *kept_beside)]
    asked = list(dict.fromkeys(prompt for one in every for prompt in one))
    if record.fields.get("prompts") != asked:
        desk.write(record.next(fields={**record.fields, "prompts": asked}))


def prompts(facts: Fields, child: Record) -> list[str]:
    """An injury asks for an urgent request, of a non-mobile child in words of its own (N-01)."""
    asked = []
    if facts.get("injuries"):
        asked.append("injury_non_mobile" if child.fields.get("non_mobile") else "injury")
    needs_interpreter = child.fields.get("interpreter_needed") and facts.get("seen") == "yes"
    if needs_interpreter and not facts.get("interpreter_used"):
        asked.append("interpreter_missing")
    return asked


CHECK_KINDS = (
    Kind(
        "record_child_seen_check",
        "child_seen_check",
        "create",
        reader(CheckSchema()),
        check_record,
        becomes=as_check,
        home=home_of_check,
        reads=check_reads,
        and_then=follow_prompts,
    ),
    Kind(
        "correct_child_seen_check",
        "child_seen_check",
        "correct",
        reader(CorrectCheckSchema(partial=("seen",))),
        check_correct,
        becomes=as_corrected,
        reads=case_of_feed,
    ),
)
