"""What may be changed of when the discussion is."""

from backend.schemas import reader
from backend.strategy.agreeing.confirming import as_confirmed, check_confirm, then_open_to_health
from backend.strategy.agreeing.schemas import ConfirmSchema
from backend.strategy.states import REQUEST
from sync.kinds import Kind

KINDS = (
    Kind(
        "confirm_slot",
        REQUEST,
        "decide",
        reader(ConfirmSchema()),
        check_confirm,
        becomes=as_confirmed,
        and_then=then_open_to_health,
    ),
)
