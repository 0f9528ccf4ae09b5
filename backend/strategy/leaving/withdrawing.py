"""Withdrawn or shown another way, while nobody outside has heard of it."""

from backend.areas.versions import profile_of_request
from backend.cases.caseload import cases_of, check_may_write
from backend.people.author import author_at
from backend.strategy.known import is_known_outside
from backend.strategy.may import by_and_at, is_manager_of, may, request_in_hand
from backend.strategy.raising.looked_at import way_out
from backend.strategy.states import check_step, moved
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record


def check_withdraw(change: Change, current: Record | None, desk: Desk) -> None:
    """By who raised it or the team's manager, while nothing has been dispatched."""
    request, author = request_in_hand(current), author_at(desk)
    if not (is_manager_of(request, desk) or request.fields["raised_by"] == author.person_id):
        raise Refused("not-your-request", "Only who raised it, or their manager, withdraws it.")
    _check_nobody_outside_has_it(request)
    check_step("withdraw_request", request)
    if not is_manager_of(request, desk):
        check_may_write(cases_of(request, desk), desk)


def check_redirect(change: Change, current: Record | None, desk: Desk) -> None:
    """By who raised it or whoever authorises, through a gate of the area; no urgent request."""
    request, author = request_in_hand(current), author_at(desk)
    if not may("authorise", request, desk):
        if request.fields["raised_by"] != author.person_id:
            raise Refused("not-your-request", "Only who raised it, or their manager, does this.")
        check_may_write(cases_of(request, desk), desk)
    _check_nobody_outside_has_it(request)
    check_step("redirect_request", request)
    if request.fields["urgent"]:
        raise Refused(
            "urgent-goes-on",
            "An urgent request is never redirected. If it is not urgent after all, change that"
            " first, or withdraw it.",
        )
    gates = profile_of_request(request.fields, desk).gates
    if change.fields["gate"] not in gates:
        raise Refused("invalid-fields", "Say which way it is to go.", {"gate": "Not known here."})


def as_withdrawn(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """By whom, when and why; it is never deleted (analysis 3.4, invariant 4)."""
    return {
        "status": moved("withdraw_request", request_in_hand(current)),
        "withdrawn": {**by_and_at(desk), **fields},
        "withdrawn_reason": fields["reason"],
    }


def as_redirected(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """Where it goes instead, in the words of the area or of whoever redirects it."""
    request = request_in_hand(current)
    profile = profile_of_request(request.fields, desk)
    return {
        "status": moved("redirect_request", request),
        "redirected": way_out(profile, fields["gate"], desk, fields.get("words")),
    }


def _check_nobody_outside_has_it(request: Record) -> None:
    if request.fields["police_told"] is not None:
        raise Refused(
            "police-told", "The police have been told: this must be cancelled, not withdrawn."
        )
    if is_known_outside(request.fields):
        raise Refused("already-sent", "It has been sent: this must be cancelled, not withdrawn.")
