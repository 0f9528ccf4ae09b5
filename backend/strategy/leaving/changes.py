"""The ways out of a request."""

from backend.schemas import reader
from backend.strategy.leaving.ending import then_ended
from backend.strategy.leaving.schemas import ReasonSchema
from backend.strategy.leaving.withdrawing import as_withdrawn, check_withdraw
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
)
