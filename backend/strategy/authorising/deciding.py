"""Authorised by the role that the area names, or returned with reasons."""

from backend.areas.versions import profile_of_request
from backend.people.author import Role, author_at
from backend.strategy.following import follow
from backend.strategy.may import by_and_at, check_deed, request_in_hand
from backend.strategy.openings import open_to
from backend.strategy.states import check_step, moved
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text


def check_authorise(change: Change, current: Record | None, desk: Desk) -> None:
    """The role that the area names, of the request's team; one's own only as a manager, flagged."""
    request, author = request_in_hand(current), author_at(desk)
    check_deed("authorise", request, desk)
    check_step("authorise_request", request)
    own = request.fields["raised_by"] == author.person_id
    if own and author.role is not Role.TEAM_MANAGER:
        raise Refused("own-request", "Somebody else must authorise a request of your own.")
    if change.fields["checked"] is not True:
        raise Refused("not-checked", "Say that you have checked it.", {"checked": "Tick this."})


def check_return(change: Change, current: Record | None, desk: Desk) -> None:
    """Whoever may authorise may send back; in some areas business support too."""
    request = request_in_hand(current)
    roles = profile_of_request(request.fields, desk).roles
    check_deed("return_form" if "return_form" in roles else "authorise", request, desk)
    check_step("return_request", request)


def as_authorised(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """By whom and when, and whether it was their own."""
    request, by = request_in_hand(current), author_at(desk).person_id
    return {
        "status": moved("authorise_request", request),
        "authorised_by": by,
        "authorised_at": time_text(desk.received_at),
        "self_authorised": request.fields["raised_by"] == by,
    }


def as_returned(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """By whom, when and why."""
    status = moved("return_request", request_in_hand(current))
    return {"status": status, "returned": {**by_and_at(desk), **fields}}


def then_open_to_police(change: Change, record: Record, desk: Desk) -> None:
    """The police read the discussion from now on."""
    open_to(follow(record, desk), "police", desk)
