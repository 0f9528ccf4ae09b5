"""What may be changed of a request until it is authorised."""

from backend.schemas import reader
from backend.strategy.raising.requests import (
    after_edit,
    after_raise,
    as_edited,
    as_raised,
    check_edit,
    check_raise,
    request_reads,
)
from backend.strategy.raising.schemas import RaiseSchema, RequestFields
from backend.strategy.states import REQUEST
from sync.kinds import Kind

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
)
