"""The time of a request is confirmed, moved, given up, or runs late."""

from typing import Any

from backend.areas.profile import Profile
from backend.areas.versions import profile_of_request
from backend.schemas import read_moment
from backend.strategy.agreeing.diary import line_of, write_confirmed
from backend.strategy.agreeing.invitees import ask_again, invite_needed, people_of
from backend.strategy.agreeing.remembering import remember_to_remind
from backend.strategy.agreeing.slots import check_is_held
from backend.strategy.agreeing.telephone import check_agreed_first, check_health_has_replied
from backend.strategy.agreeing.telling import tell_invited
from backend.strategy.agreeing.times import calendar_of, check_can_be_held, check_span, end_of
from backend.strategy.agreeing.ways import BY_TELEPHONE
from backend.strategy.following import follow
from backend.strategy.may import by_and_at, check_deed, request_in_hand
from backend.strategy.openings import open_to
from backend.strategy.states import GOING, check_status, check_step, moved
from sync.kinds import Desk
from sync.messages import Change, Fields, Record

SAYS_HEALTH = "health"


def check_confirm(change: Change, current: Record | None, desk: Desk) -> None:
    """By the roles of the area, once it is authorised; again by who saw the time before."""
    request, fields = request_in_hand(current), change.fields
    check_deed("confirm_slot", request, desk)
    check_step("confirm_slot", request)
    stamp = request.stamps.get("confirmed")
    if stamp is not None and stamp.version > change.base_version:
        check_status(request, *(one for one in GOING if one != "slot_confirmed"))
    check_can_be_held(read_moment(fields["starts_at"]), desk)
    check_span(fields["starts_at"], fields.get("ends_at"))
    profile = profile_of_request(request.fields, desk)
    if profile.booking.mode == BY_TELEPHONE:
        check_agreed_first(change, request)
    check_is_held(change, request, desk)
    check_health_has_replied(change, request, desk)


def as_confirmed(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """When and where, who said so, and what its conference is called (N-39)."""
    request = request_in_hand(current)
    told = confirmed_fields(request, fields, desk)
    return {
        "status": moved("confirm_slot", request),
        "confirmed": {**told["confirmed"], **by_and_at(desk)},
        "calendar": told["calendar"],
        "booking": _settled(request, desk),
        "proposed": None,
        "overrun": None,
    }


def then_all_know(change: Change, record: Record, desk: Desk) -> None:
    """The diary, health, everybody invited; and those who are to be reminded."""
    area = record.fields["area"]
    line = line_of(area, record.id, desk)
    if line is not None and line["state"] == "held":
        write_confirmed(area, record.id, desk)
    open_to(record, SAYS_HEALTH, desk)
    all_know(change, record, desk)


def all_know(change: Change, record: Record, desk: Desk) -> Record:
    """Whoever must be there is invited or told of the new time; the others hear of it in time."""
    record = follow(record, desk, **invite_needed(record, desk))
    ask_again(record, record.fields["calendar"]["sequence"], desk)
    tell_invited(change, record, desk)
    remember_to_remind(record, desk)
    return record


def confirmed_fields(request: Record, said: Fields, desk: Desk) -> Fields:
    """`confirmed` and `calendar`, for a time that is confirmed or moved to."""
    profile = profile_of_request(request.fields, desk)
    ends_at = _ends_at(profile, request, said)
    calendar = calendar_of(profile, request.fields, said["starts_at"], ends_at, said["place"])
    confirmed = {
        "join_note": None,
        "health_reason": None,
        **said,
        "ends_at": ends_at,
        "format": _format_of(request.fields),
        "conference_name": calendar["name"],
        "sequence": calendar["sequence"],
        "participants": people_of(request.fields, desk),
    }
    return {"confirmed": confirmed, "calendar": calendar}


def _ends_at(profile: Profile, request: Record, said: Fields) -> str:
    if said.get("ends_at"):
        return str(said["ends_at"])
    for one in ("booking", "meeting"):
        known = request.fields.get(one) or {}
        if known.get("starts_at") == said["starts_at"]:
            return str(known["ends_at"])
    return end_of(profile, said["starts_at"], None)


def _format_of(request: Fields) -> str | None:
    meeting: dict[str, Any] = request.get("meeting") or {}
    return meeting.get("format") or request.get("format")


def _settled(request: Record, desk: Desk) -> dict[str, Any] | None:
    """The slot is the request's own now."""
    booking: dict[str, Any] | None = request.fields.get("booking")
    if booking is None or booking["state"] != "held":
        return booking
    return {**booking, "state": "confirmed", "held_until": None}
