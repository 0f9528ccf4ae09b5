"""Who may do what with a request: by the roles of the area, of the team that has the family now."""

from backend.areas.versions import profile_of_request
from backend.people.author import Role, author_at
from backend.strategy.states import REQUEST
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

NOT_TEAM_BOUND = frozenset({Role.BUSINESS_SUPPORT, Role.HEAD_OF_SERVICE})
"""They work for every team of the area."""


def request_in_hand(current: Record | None) -> Record:
    """The request that a decision is about: the engine has refused where there is none."""
    assert current is not None
    return current


def request_named(change: Change, desk: Desk) -> Record:
    """The request to which something new belongs, in whose discussion it stands."""
    request = desk.record(change.fields["request_id"])
    if request is None or request.type != REQUEST or request.feed != change.feed:
        raise Refused("no-such-request", "There is no such request.")
    return request


def check_deed(deed: str, request: Record, desk: Desk) -> None:
    """The area gives this deed to the author's role, and it is their team's request."""
    if not may(deed, request, desk):
        raise not_allowed()


def may(deed: str, request: Record, desk: Desk) -> bool:
    """Whether the author may do this of the area's deeds."""
    author = author_at(desk)
    if author.area != request.fields["area"]:
        return False
    of_area = profile_of_request(request.fields, desk).may(deed, author.role)
    return of_area and (author.role in NOT_TEAM_BOUND or author.team_id == team_of(request, desk))


def is_manager_of(request: Record, desk: Desk) -> bool:
    """The manager of the team that has the family now."""
    author = author_at(desk)
    return author.role is Role.TEAM_MANAGER and author.team_id == team_of(request, desk)


def team_of(request: Record, desk: Desk) -> object:
    """The team that has the family now: it may have been handed over since."""
    family = desk.record(request.fields["case_id"])
    return (family or request).fields["team_id"]


def not_allowed() -> Refused:
    """The same words whether it is the role or the team."""
    return Refused("not-allowed", "This is not for your role, or it is another team's request.")


def by_and_at(desk: Desk) -> Fields:
    """By whom, and when the server had it."""
    return {"by": author_at(desk).person_id, "at": time_text(desk.received_at)}
