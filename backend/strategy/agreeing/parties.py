"""Who may speak for whom when a time is agreed: the team, business support, police and health."""

from collections.abc import Mapping

from backend.people.author import Role, author_at
from backend.strategy.may import may, not_allowed
from sync.kinds import Desk
from sync.messages import Fields, Record

AGENCY_OF: Mapping[Role, str] = {
    Role.POLICE_SERGEANT: "police",
    Role.POLICE_DELEGATED_OFFICER: "police",
    Role.HEALTH: "health",
}
"""Whose role is that of an agency: they speak for it wherever the discussion is open to it."""


def is_server(desk: Desk) -> bool:
    """Nobody's hand: a letter, a link, a time that came."""
    return author_at(desk).role is Role.SERVER


def speaks_for(agency: str, request: Record, desk: Desk) -> bool:
    """Of this agency, in this area, and the discussion is open to it already."""
    author = author_at(desk)
    mine = AGENCY_OF.get(author.role)
    same = mine == agency and author.area == request.fields["area"]
    return same and is_open_to(agency, request.fields)


def is_open_to(agency: str, request: Fields) -> bool:
    """Whether the agency reads this discussion: police once authorised, others once invited."""
    if agency == "police":
        return bool(request.get("authorised_at"))
    return agency in request.get("open_to", ()) or bool(request.get("confirmed"))


def check_arranges(request: Record, desk: Desk) -> None:
    """Whoever books or confirms in the area, of the request's team."""
    if not arranges(request, desk):
        raise not_allowed()


def arranges(request: Record, desk: Desk) -> bool:
    """Whether the author books or confirms times of this request."""
    return may("book", request, desk) or may("confirm_slot", request, desk)


def check_server(desk: Desk) -> None:
    """Only the server notes this."""
    if not is_server(desk):
        raise not_allowed()
