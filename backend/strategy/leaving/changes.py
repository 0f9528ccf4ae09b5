"""The ways out of a request."""

from backend.schemas import reader
from backend.strategy.leaving.cancelling import (
    as_agreed,
    as_asked,
    check_agree,
    check_ask,
    then_settled,
)
from backend.strategy.leaving.ending import then_ended, then_tell_of_question
from backend.strategy.leaving.schemas import AgreeSchema, ReasonSchema, RedirectSchema
from backend.strategy.leaving.withdrawing import (
    as_redirected,
    as_withdrawn,
    check_redirect,
    check_withdraw,
)
from backend.strategy.states import REQUEST
from sync.kinds import Kind

KINDS = (
    Kind(
        "withdraw_request",
        REQUEST,
        "decide",
        reader(ReasonSchema()),
        check_withdraw,
        becomes=as_withdrawn,
        and_then=then_ended,
    ),
    Kind(
        "redirect_request",
        REQUEST,
        "decide",
        reader(RedirectSchema()),
        check_redirect,
        becomes=as_redirected,
        and_then=then_ended,
    ),
    Kind(
        "request_cancellation",
        REQUEST,
        "decide",
        reader(ReasonSchema()),
        check_ask,
        becomes=as_asked,
        and_then=then_tell_of_question,
    ),
    Kind(
        "agree_cancellation",
        REQUEST,
        "decide",
        reader(AgreeSchema()),
        check_agree,
        becomes=as_agreed,
        and_then=then_settled,
    ),
)
