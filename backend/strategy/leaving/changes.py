"""The ways out of a request."""

from backend.cases.changes import named_in
from backend.schemas import reader
from backend.strategy.authorising.reaching import nothing_of_its_own
from backend.strategy.leaving.cancelling import (
    as_agreed,
    as_asked,
    check_agree,
    check_ask,
    then_settled,
)
from backend.strategy.leaving.ending import then_ended, then_tell_of_question
from backend.strategy.leaving.merging import (
    as_merged,
    check_merge,
    check_not_alike,
    then_part,
    then_take_over,
)
from backend.strategy.leaving.schemas import (
    AgreeSchema,
    MergeSchema,
    NotAlikeSchema,
    ReasonSchema,
    RedirectSchema,
)
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
    Kind(
        "merge_request",
        REQUEST,
        "decide",
        reader(MergeSchema()),
        check_merge,
        becomes=as_merged,
        reads=named_in("into"),
        and_then=then_take_over,
    ),
    Kind(
        "not_a_duplicate",
        REQUEST,
        "decide",
        reader(NotAlikeSchema()),
        check_not_alike,
        becomes=nothing_of_its_own,
        reads=named_in("other_id"),
        and_then=then_part,
    ),
)
