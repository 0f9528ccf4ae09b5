"""What may be changed about a strategy request, by whom, and in which state (analysis 3.2)."""

from backend.schemas import reader
from backend.strategy.calls import follow_call
from backend.strategy.decisions import (
    as_authorised,
    as_confirmed,
    as_returned,
    as_withdrawn,
    check_authorise,
    check_confirm,
    check_return,
    check_withdraw,
    then_note_status,
    then_open_to,
)
from backend.strategy.requests import (
    after_edit,
    after_raise,
    as_edited,
    as_raised,
    check_edit,
    check_raise,
    request_reads,
)
from backend.strategy.schemas import (
    AuthoriseSchema,
    ConfirmSchema,
    RaiseSchema,
    ReasonSchema,
    ReasonsSchema,
    RequestFields,
)
from backend.visits.calls import call_kinds
from sync.kinds import Kind

REQUEST = "strategy_request"

KINDS = (
    Kind(
        "raise_request",
        REQUEST,
        "create",
        reader(RaiseSchema()),
        check_raise,
        becomes=as_raised,
        reads=request_reads,
        and_then=after_raise,
    ),
    Kind(
        "edit_request",
        REQUEST,
        "edit",
        reader(RequestFields(partial=True)),
        check_edit,
        becomes=as_edited,
        reads=request_reads,
        and_then=after_edit,
    ),
    Kind(
        "authorise_request",
        REQUEST,
        "decide",
        reader(AuthoriseSchema()),
        check_authorise,
        becomes=as_authorised,
        and_then=then_open_to("police"),
    ),
    Kind(
        "return_request",
        REQUEST,
        "decide",
        reader(ReasonsSchema()),
        check_return,
        becomes=as_returned,
        and_then=then_note_status,
    ),
    Kind(
        "withdraw_request",
        REQUEST,
        "decide",
        reader(ReasonSchema()),
        check_withdraw,
        becomes=as_withdrawn,
        and_then=then_note_status,
    ),
    Kind(
        "confirm_slot",
        REQUEST,
        "decide",
        reader(ConfirmSchema()),
        check_confirm,
        becomes=as_confirmed,
        and_then=then_open_to("health"),
    ),
    *call_kinds(follow_call),
)
