"""Where a mail goes: resolved when it is sent, from the arrangements that the request began with.

A mailbox that is missing, or that nobody has checked, stops a standard mail and a person is told.
An urgent one goes to a mailbox that nobody has checked, with a word: ring now (analysis 7, rows 3
and 4).
"""

from dataclasses import dataclass
from datetime import date, datetime

from backend.areas.contacts import with_standing
from backend.areas.freshness import needs_checking
from backend.areas.profile import Profile
from backend.areas.routing import route_of
from backend.areas.versions import timeline_of
from backend.post.documents.request_form import Find
from backend.schemas import read_moment
from sync.messages import Fields, Record

NO_MAILBOX, NOT_CHECKED = "no-mailbox", "mailbox-not-checked"


@dataclass(frozen=True, slots=True)
class Addressed:
    """An address, or why there is none; `warning` when it goes out although nobody checked it."""

    to: str | None
    trouble: str | None = None
    warning: str | None = None


def profile_for(request: Record, find: Find) -> Profile:
    """The version that the request began with, each contact as it is checked now."""
    timeline = timeline_of(request.fields["area"], find)
    version = timeline.numbered(request.fields.get("profile_version"))
    return with_standing(timeline.profile(version or timeline.versions[0]), find)


def address_for(
    profile: Profile, request: Record, dispatch: Record, find: Find, now: datetime
) -> Addressed:
    """Of a contact of the area, or of whoever is invited."""
    key, urgent = dispatch.fields["to_key"], bool(request.fields["urgent"])
    if dispatch.fields["purpose"] == "invitation":
        invited = find(key)
        email = invited.fields.get("email") if invited is not None else None
        return Addressed(email) if email else Addressed(None, NO_MAILBOX)
    contact = profile.contacts.get(key)
    if contact is None or contact.address is None:
        return Addressed(None, NO_MAILBOX)
    is_demo = timeline_of(request.fields["area"], find).demo
    if is_demo or not needs_checking(profile, _checked(contact.verified), now):
        return Addressed(contact.address)
    if urgent:
        return Addressed(contact.address, warning=NOT_CHECKED)
    return Addressed(None, NOT_CHECKED)


def number_to_ring(profile: Profile, request: Fields) -> str:
    """`Dedicated police sergeant, 0151 496 0100`: whom the area's documents name for a call."""
    facts = {"urgent": True, "crime": bool(request.get("crime_related"))}
    contact = route_of(profile, facts).contact
    if contact is None or contact.shown is None:
        return "101, or 999"
    extension = f" extension {contact.extension}" if contact.extension else ""
    return f"{contact.name}, {contact.shown}{extension}"


def _checked(text: str | None) -> date | datetime | None:
    """A day, of the file; or a moment, of somebody who has checked it here."""
    if text is None:
        return None
    return read_moment(text) if "T" in text else date.fromisoformat(text)
