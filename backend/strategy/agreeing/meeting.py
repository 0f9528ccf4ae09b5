"""A meeting booked by business support: when, how and where (W-11, W-12, W-20, W-22)."""

from backend.areas.profile import Profile
from backend.areas.versions import profile_of_request
from backend.schemas import read_moment
from backend.strategy.agreeing.invitees import ask_again, invite_needed
from backend.strategy.agreeing.telephone import health_again
from backend.strategy.agreeing.telling import tell_invited
from backend.strategy.agreeing.times import calendar_of, check_can_be_held, check_span
from backend.strategy.agreeing.ways import BY_BUSINESS_SUPPORT, check_way
from backend.strategy.following import follow
from backend.strategy.may import by_and_at, check_deed, request_in_hand
from backend.strategy.states import check_step, moved
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record

TELEPHONE = "telephone"
"""What the names of formats by telephone begin with."""


def check_book(change: Change, current: Record | None, desk: Desk) -> None:
    """By whoever books in the area; by telephone only with the conference facility booked."""
    request, fields = request_in_hand(current), change.fields
    profile = check_way(BY_BUSINESS_SUPPORT, request, desk)
    check_deed("book", request, desk)
    check_step("book_meeting", request)
    check_can_be_held(read_moment(fields["starts_at"]), desk)
    check_span(fields["starts_at"], fields["ends_at"])
    check_format(profile, request, fields)


def check_format(profile: Profile, request: Record, fields: Fields) -> None:
    """One of the area's; the one that the manager chose, where they have (T-06)."""
    wanted, decided = fields["format"], request.fields.get("format")
    if profile.booking.formats and wanted not in profile.booking.formats:
        raise Refused("no-such-format", "It is not held like that here.", {"format": "Not known."})
    if decided and decided != wanted:
        words = f"The manager who authorised it decided on: {decided.replace('_', ' ')}. Ask them."
        raise Refused("other-format", words, {"format": "Is another than was decided."})
    needs = profile.booking.conference_required_for_telephone
    if needs and is_by_telephone(wanted) and not fields.get("conference"):
        facility = profile.booking.conference_facility or "the conference facility"
        words = f"By telephone it is held with conference facilities: book {facility} and say so."
        raise Refused("conference-needed", words, {"conference": "Is needed."})


def is_by_telephone(named: str | None) -> bool:
    """Whether a discussion of this format is a call."""
    return bool(named) and str(named).startswith(TELEPHONE)


def as_booked(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """The meeting, and what calendars are told of it."""
    request = request_in_hand(current)
    said = {"conference": None, **fields}
    times = (fields["starts_at"], fields["ends_at"], fields["place"])
    profile = profile_of_request(request.fields, desk)
    calendar = calendar_of(profile, request.fields, *times)
    meeting = {**said, "sequence": calendar["sequence"], **by_and_at(desk)}
    status = moved("book_meeting", request)
    again = health_again(request.fields, calendar["sequence"])
    return {
        "status": status,
        "meeting": meeting,
        "calendar": calendar,
        "proposed": None,
        **again,
    }


def then_invite(change: Change, record: Record, desk: Desk) -> None:
    """Whoever must be there is invited, and asked for what they know before it (W-22)."""
    record = follow(record, desk, **invite_needed(record, desk))
    ask_again(record, record.fields["calendar"]["sequence"], desk)
    tell_invited(change, record, desk)
