"""Withdrawn, while nobody outside has heard of it."""

from backend.cases.caseload import cases_of, check_may_write
from backend.people.author import author_at
from backend.strategy.may import by_and_at, is_manager_of, request_in_hand
from backend.strategy.states import check_step, moved
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record


def check_withdraw(change: Change, current: Record | None, desk: Desk) -> None:
    """By who raised it or the team's manager, while the police have not been told."""
    request, author = request_in_hand(current), author_at(desk)
    if not (is_manager_of(request, desk) or request.fields["raised_by"] == author.person_id):
        raise Refused("not-your-request", "Only who raised it, or their manager, withdraws it.")
    if request.fields["police_told"] is not None:
        raise Refused(
            "police-told", "The police have been told: this must be cancelled, not withdrawn."
        )
    check_step("withdraw_request", request)
    if not is_manager_of(request, desk):
        check_may_write(cases_of(request, desk), desk)


def as_withdrawn(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """By whom, when and why; it is never deleted (analysis 3.4, invariant 4)."""
    return {
        "status": moved("withdraw_request", request_in_hand(current)),
        "withdrawn": {**by_and_at(desk), **fields},
        "withdrawn_reason": fields["reason"],
    }
