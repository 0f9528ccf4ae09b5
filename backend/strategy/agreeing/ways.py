"""Which of the three ways a time is found by: the area's own, by its mode and never by its name."""

from backend.areas.profile import Profile
from backend.areas.versions import profile_of_request
from backend.areas.vocabulary import BY_BUSINESS_SUPPORT, BY_TELEPHONE, IN_SLOTS
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Record

__all__ = ["BY_BUSINESS_SUPPORT", "BY_TELEPHONE", "IN_SLOTS", "check_way"]


def check_way(mode: str, request: Record, desk: Desk) -> Profile:
    """The area's arrangements; Refused, in its own words, where a time is found another way."""
    profile = profile_of_request(request.fields, desk)
    if profile.booking.mode != mode:
        words = f"A time is found another way here. {profile.booking.words}"
        raise Refused("not-this-way", words)
    return profile
