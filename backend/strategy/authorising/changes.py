"""What a manager decides of a request."""

from backend.schemas import reader
from backend.strategy.authorising.deciding import (
    as_authorised,
    as_returned,
    check_authorise,
    check_return,
    then_open_to_police,
)
from backend.strategy.authorising.schemas import AuthoriseSchema, ReasonsSchema
from backend.strategy.following import then_follow
from backend.strategy.states import REQUEST
from sync.kinds import Kind

KINDS = (
    Kind(
        "authorise_request",
        REQUEST,
        "decide",
        reader(AuthoriseSchema()),
        check_authorise,
        becomes=as_authorised,
        and_then=then_open_to_police,
    ),
    Kind(
        "return_request",
        REQUEST,
        "decide",
        reader(ReasonsSchema()),
        check_return,
        becomes=as_returned,
        and_then=then_follow,
    ),
)
