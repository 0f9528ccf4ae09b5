"""What follows when a request has ended before it was held."""

from collections.abc import Callable

from backend.strategy.following import follow
from backend.strategy.states import ENDED
from sync.kinds import Desk
from sync.messages import Change, Record

AFTERWARDS: tuple[Callable[[Change, Record, Desk], None], ...] = ()
"""Of other chapters: what they free, and whom they tell, once a request has ended."""


def then_ended(change: Change, record: Record, desk: Desk) -> None:
    """What follows from any change; and, if that ended the request, from its end."""
    request = follow(record, desk)
    if request.fields["status"] in ENDED:
        for afterwards in AFTERWARDS:
            afterwards(change, desk.record(request.id) or request, desk)
