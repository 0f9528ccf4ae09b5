"""What is decided of a request: authorised, returned, withdrawn, and its time confirmed."""

from collections.abc import Callable
from datetime import datetime, timedelta

from backend.areas.versions import profile_of_request
from backend.cases.caseload import cases_of, check_may_write
from backend.people.author import Role, author_at
from backend.schemas import read_moment
from backend.strategy.openings import note_status, open_to
from backend.strategy.requests import check_status
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

JUST_BEGUN = timedelta(minutes=15)
"""A time agreed by telephone may be written down when the discussion has begun."""
A_YEAR = timedelta(days=366)

WITHDRAWABLE = ("awaiting_authorisation", "returned", "authorised")


def check_authorise(change: Change, current: Record | None, desk: Desk) -> None:
    """The role that the area names, of the request's team; one's own only as a manager, flagged."""
    request, author = _request(current), author_at(desk)
    _check_deed("authorise", request, desk)
    check_status(request, "awaiting_authorisation")
    own = request.fields["raised_by"] == author.person_id
    if own and author.role is not Role.TEAM_MANAGER:
        raise Refused("own-request", "Somebody else must authorise a request of your own.")
    if change.fields["checked"] is not True:
        raise Refused("not-checked", "Say that you have checked it.", {"checked": "Tick this."})


def check_return(change: Change, current: Record | None, desk: Desk) -> None:
    """Whoever may authorise may send back; in some areas business support too."""
    request = _request(current)
    roles = profile_of_request(request.fields, desk).roles
    _check_deed("return_form" if "return_form" in roles else "authorise", request, desk)
    check_status(request, "awaiting_authorisation")


def check_withdraw(change: Change, current: Record | None, desk: Desk) -> None:
    """By who raised it or the team's manager, while the police have not been told."""
    request, author = _request(current), author_at(desk)
    if not (_is_manager_of(request, desk) or request.fields["raised_by"] == author.person_id):
        raise Refused("not-your-request", "Only who raised it, or their manager, withdraws it.")
    if request.fields["police_told"] is not None:
        raise Refused(
            "police-told", "The police have been told: this must be cancelled, not withdrawn."
        )
    check_status(request, *WITHDRAWABLE)
    if not _is_manager_of(request, desk):
        check_may_write(cases_of(request, desk), desk)


def check_confirm(change: Change, current: Record | None, desk: Desk) -> None:
    """By the roles of the area, once it is authorised; again by who saw the time before."""
    request = _request(current)
    _check_deed("confirm_slot", request, desk)
    stamp = request.stamps.get("confirmed")
    saw_it = stamp is None or stamp.version <= change.base_version
    check_status(request, "authorised", *(("slot_confirmed",) if saw_it else ()))
    _check_can_be_held(read_moment(change.fields["starts_at"]), desk)


def _check_can_be_held(starts_at: datetime, desk: Desk) -> None:
    if starts_at < desk.happened_at - JUST_BEGUN:
        raise Refused("time-is-past", "That time is over.", {"starts_at": "Is in the past."})
    if starts_at > desk.received_at + A_YEAR:
        raise Refused("time-is-far", "Check the year.", {"starts_at": "Is over a year ahead."})


def as_authorised(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """By whom and when, and whether it was their own."""
    by = author_at(desk).person_id
    return {
        "status": "authorised",
        "authorised_by": by,
        "authorised_at": time_text(desk.received_at),
        "self_authorised": _request(current).fields["raised_by"] == by,
    }


def as_returned(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """By whom, when and why."""
    return {"status": "returned", "returned": {**_by_and_at(desk), **fields}}


def as_withdrawn(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """By whom, when and why; it is never deleted (analysis 3.4, invariant 4)."""
    return {
        "status": "withdrawn",
        "withdrawn": {**_by_and_at(desk), **fields},
        "withdrawn_reason": fields["reason"],
    }


def as_confirmed(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """When and where, and who said so."""
    return {"status": "slot_confirmed", "confirmed": {**fields, **_by_and_at(desk)}}


def then_open_to(agency: str) -> Callable[[Change, Record, Desk], None]:
    """The discussion is open to this agency from now on."""

    def and_then(change: Change, record: Record, desk: Desk) -> None:
        note_status(record, desk)
        open_to(record, agency, desk)

    return and_then


def then_note_status(change: Change, record: Record, desk: Desk) -> None:
    """Nothing but where it stands."""
    note_status(record, desk)


def _request(current: Record | None) -> Record:
    assert current is not None
    return current


def _check_deed(deed: str, request: Record, desk: Desk) -> None:
    area, author = request.fields["area"], author_at(desk)
    of_area = author.area == area and profile_of_request(request.fields, desk).may(
        deed, author.role
    )
    of_team = author.role is Role.BUSINESS_SUPPORT or author.team_id == _team_of(request, desk)
    if not (of_area and of_team):
        raise Refused("not-allowed", "This is not for your role, or it is another team's request.")


def _is_manager_of(request: Record, desk: Desk) -> bool:
    author = author_at(desk)
    return author.role is Role.TEAM_MANAGER and author.team_id == _team_of(request, desk)


def _team_of(request: Record, desk: Desk) -> object:
    """The team that has the family now: it may have been handed over since."""
    family = desk.record(request.fields["case_id"])
    return (family or request).fields["team_id"]


def _by_and_at(desk: Desk) -> Fields:
    return {"by": author_at(desk).person_id, "at": time_text(desk.received_at)}
