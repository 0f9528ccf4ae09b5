"""What follows when a request is left before it was held."""

from collections.abc import Callable

from backend.strategy.agreeing.moving import free_the_time
from backend.strategy.following import follow
from backend.strategy.mailing import tell_of_cancellation
from backend.strategy.states import ENDED
from sync.kinds import Desk
from sync.messages import Change, Record


def then_ended(change: Change, record: Record, desk: Desk) -> None:
    """What follows from any change; and, if that ended the request, from its end."""
    request = follow(record, desk)
    if request.fields["status"] in ENDED:
        for afterwards in AFTERWARDS:
            afterwards(change, desk.record(request.id) or request, desk)


def then_tell_of_question(change: Change, record: Record, desk: Desk) -> None:
    """Who has it by mail hears at once that it may not be needed any more (T-13)."""
    request = follow(record, desk)
    _tell_by_mail(change, request, desk)


def _tell_of_end(change: Change, request: Record, desk: Desk) -> None:
    if request.fields["status"] == "cancelled":
        _tell_by_mail(change, request, desk)


def _tell_by_mail(change: Change, request: Record, desk: Desk) -> None:
    """Nobody is written to of what they were never sent."""
    sent = ("sent_to_police_at", "sent_to_business_support_at")
    if any(request.fields.get(name) for name in sent):
        tell_of_cancellation(change, request, desk)


AFTERWARDS: tuple[Callable[[Change, Record, Desk], None], ...] = (_tell_of_end, free_the_time)
"""Of each chapter: what it frees, and whom it tells, once a request has ended."""
