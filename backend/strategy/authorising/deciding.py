"""Authorised by the role that the area names, or returned with reasons."""

from backend.areas.profile import Profile
from backend.areas.routing import route_of
from backend.areas.versions import profile_of_request
from backend.people.author import Role, author_at
from backend.strategy.authorising.checklist import check_checklist, check_whole
from backend.strategy.following import follow
from backend.strategy.known import contacted_at
from backend.strategy.mailing import start_dispatch
from backend.strategy.may import by_and_at, check_deed, request_in_hand
from backend.strategy.openings import open_to
from backend.strategy.states import check_step, moved
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

ONLY_THEIRS = ("format", "format_reason", "longer_slot", "longer_slot_reason")
"""What whoever authorises may say besides."""


def check_authorise(change: Change, current: Record | None, desk: Desk) -> None:
    """The role that the area names, of the request's team; one's own only as a manager, flagged."""
    request, author = request_in_hand(current), author_at(desk)
    check_deed("authorise", request, desk)
    check_step("authorise_request", request)
    own = request.fields["raised_by"] == author.person_id
    if own and author.role is not Role.TEAM_MANAGER:
        raise Refused("own-request", "Somebody else must authorise a request of your own.")
    profile = profile_of_request(request.fields, desk)
    check_checklist(profile, change.fields, urgent=request.fields["urgent"])
    check_whole(profile, {**request.fields, **_given(change.fields)})


def check_return(change: Change, current: Record | None, desk: Desk) -> None:
    """Whoever may authorise may send back; in some areas business support too."""
    request = request_in_hand(current)
    roles = profile_of_request(request.fields, desk).roles
    check_deed("return_form" if "return_form" in roles else "authorise", request, desk)
    check_step("return_request", request)
    if request.fields.get("sent_to_police_at"):
        raise Refused(
            "police-told", "The police have it already: ask to cancel it, or go on with it."
        )


def as_authorised(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """By whom and when, what was looked at, whether it was their own, and where it goes."""
    request, by = request_in_hand(current), author_at(desk).person_id
    given = authorisation(by=by, at=time_text(desk.received_at), qa=fields.get("qa") or [])
    return {
        **_given(fields),
        **authorised(request, given, desk),
        "self_authorised": request.fields["raised_by"] == by,
    }


def authorised(request: Record, given: Fields, desk: Desk) -> Fields:
    """What is so once a request is authorised in any way; the police may have been in touch."""
    profile = profile_of_request(request.fields, desk)
    return {
        "authorisation": given,
        "authorised_by": given["by"],
        "authorised_at": given["at"],
        "route": route_told(profile, request.fields),
        "status": "police_contact_made" if contacted_at(request.fields) else "authorised",
    }


def authorisation(by: str | None, at: str, method: str = "in_app", **more: object) -> Fields:
    """Every field of an authorisation: those that are not named are not so yet."""
    nothing = dict.fromkeys(("by_name", "confirm_by", "confirmed_at", "refused_at", "reason"))
    return {**nothing, "qa": [], "by": by, "at": at, "method": method, **more}


def route_told(profile: Profile, request: Fields) -> Fields:
    """Where it goes, in the words of the area (S-15, S-17)."""
    facts = {"urgent": request["urgent"], "crime": bool(request.get("crime_related"))}
    route = route_of(profile, facts).route
    return {"to": route.to, "words": route.words, "overseen_by": route.overseen_by}


def as_returned(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """By whom, when and why; it is not authorised any more."""
    request = request_in_hand(current)
    return {
        "status": moved("return_request", request),
        "returned": {**by_and_at(desk), **fields},
        **dict.fromkeys(("authorised_by", "authorised_at", "authorisation")),
    }


def then_open_to_police(change: Change, record: Record, desk: Desk) -> None:
    """The police read the discussion from now on."""
    open_to(follow(record, desk), "police", desk)
    start_dispatch(change, record, desk)


def _given(fields: Fields) -> Fields:
    return {name: fields[name] for name in ONLY_THEIRS if fields.get(name) is not None}
