"""The one kind of change that is sync's own: a person decides between two values (PROTOCOL 7)."""

from marshmallow import validate

from backend.cases.caseload import case_of_feed, check_may_write
from backend.cases.staff_safety import check_taken_down_with_reason, remember_warning
from backend.schemas import Choice, SafeText, StrictSchema, Uuid, reader
from backend.strategy.raising.requests import after_edit
from backend.strategy.states import EDITABLE
from sync.errors import Refused
from sync.kinds import ANY_TYPE, Desk, Kind
from sync.messages import Change, Record


class DecideConflictSchema(StrictSchema):
    """Which of the values kept beside a field, and whether it is to stand."""

    change_id = Uuid(required=True)
    field = SafeText(required=True, longest=64, validate=validate.Regexp(r"[a-z][a-z0-9_]*\Z"))
    choose = Choice("kept", "other", required=True)


def check_may_decide(change: Change, current: Record | None, desk: Desk) -> None:
    """Who may edit the record decides; a request that has been authorised stands as it is."""
    if current is None or current.feed.startswith(("person:", "area:")):
        raise Refused("not-to-decide", "There is nothing here for you to decide.")
    if current.type == "strategy_request" and current.fields.get("status") not in EDITABLE:
        raise Refused("request-settled", "This request has been authorised and stands as it is.")
    own = current.id if current.type == "family" else current.fields.get("case_id")
    check_may_write((own,), desk)
    for one in current.conflicts if change.fields["choose"] == "other" else ():
        if current.type == "family" and (one.field, one.change_id) == (
            "staff_safety",
            change.fields["change_id"],
        ):
            check_taken_down_with_reason(one.value, current)


def then_follow(change: Change, record: Record, desk: Desk) -> None:
    """What follows from an edit of the record follows from this choice too."""
    if record.type == "strategy_request":
        after_edit(change, record, desk)
    else:
        remember_warning(change, record, desk)


KINDS: tuple[Kind, ...] = (
    Kind(
        name="decide_conflict",
        record_type=ANY_TYPE,
        effect="choose",
        read_fields=reader(DecideConflictSchema()),
        check=check_may_decide,
        reads=case_of_feed,
        and_then=then_follow,
    ),
)
