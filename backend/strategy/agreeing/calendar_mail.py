"""Invitations as calendars read them (RFC 5545, RFC 5546): REQUEST, CANCEL, and what comes back.

A calendar names a discussion by its reference or the children's own numbers, and says neither a
name nor how to join: a diary is read by secretaries, shared and printed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from icalendar import Calendar, Event, vCalAddress, vText

from sync.messages import Fields

PRODUCT = "-//Doorstep//Strategy discussions//EN"
UID_HOST = "doorstep"
Method = Literal["REQUEST", "CANCEL"]
Answered = Literal["accepted", "declined", "tentative"]
ANSWERS: Mapping[str, Answered] = {
    "ACCEPTED": "accepted",
    "DECLINED": "declined",
    "TENTATIVE": "tentative",
}
SHORTEST_NAME = 3
LONGEST_CALENDAR = 200_000
"""Bytes: a reply is a few hundred."""


class NotAReply(ValueError):
    """What came is no answer to an invitation of ours; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """What stands in a diary. Times are aware; `name` is nobody's name."""

    request_id: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    name: str
    place: str | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address, and what stands before it."""

    address: str
    name: str


@dataclass(frozen=True, slots=True)
class CalendarReply:
    """What somebody's calendar answered: to which request, at which sequence, from where."""

    request_id: str
    sequence: int
    address: str
    reply: Answered


def calendar_request(
    what: Appointment, organizer: Mailbox, to: Mailbox, written_at: datetime
) -> bytes:
    """An invitation, or its update (RFC 5546 3.2.2): the same UID, a later SEQUENCE when moved."""
    event = _event(what, organizer, to, written_at)
    event.add("status", "CONFIRMED" if what.confirmed else "TENTATIVE")
    return _calendar("REQUEST", event)


def calendar_cancel(
    what: Appointment, organizer: Mailbox, to: Mailbox, written_at: datetime
) -> bytes:
    """The appointment is off (RFC 5546 3.2.5); `what.sequence` is later than of what it ends."""
    event = _event(what, organizer, to, written_at)
    event.add("status", "CANCELLED")
    return _calendar("CANCEL", event)


def read_calendar_reply(content: bytes) -> CalendarReply:
    """The answer of one attendee (RFC 5546 3.2.3). NotAReply for anything else."""
    calendar = _parsed(content)
    if str(calendar.get("method", "")).upper() != "REPLY":
        raise NotAReply("it is not a reply")
    events = calendar.walk("VEVENT")
    if not events:
        raise NotAReply("it is about no appointment")
    attendees = _listed(events[0].get("attendee"))
    if len(attendees) != 1:
        raise NotAReply("it does not say of one person")
    said = str(getattr(attendees[0], "params", {}).get("PARTSTAT", "")).upper()
    if said not in ANSWERS:
        raise NotAReply("it neither accepts nor declines")
    return CalendarReply(
        _request_id(str(events[0].get("uid", ""))),
        _number(events[0].get("sequence", 0)),
        address_in(str(attendees[0])),
        ANSWERS[said],
    )


def uid_of(request_id: str) -> str:
    """One for each discussion, for ever: moved, it replaces what stood there (RFC 5545 3.8.4.7)."""
    return f"{request_id}@{UID_HOST}"


def address_in(text: str) -> str:
    """`MAILTO:A@b` and `a@B` are one address."""
    return re.sub(r"^mailto:", "", text.strip(), flags=re.IGNORECASE).casefold()


def open_words(text: str | None, request: Fields) -> str | None:
    """These words where a diary may show them: None when they name the family or a child."""
    if not text:
        return None
    named = _names_in(request)
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}
    return None if words & named else text


def _names_in(request: Fields) -> set[str]:
    told = [request.get("family_name") or ""]
    told += [child.get("name") or "" for child in request.get("children", ())]
    words = (word.casefold() for one in told for word in re.findall(r"[^\W\d_]+", one))
    return {word for word in words if len(word) >= SHORTEST_NAME and word != "family"}


def _event(what: Appointment, organizer: Mailbox, to: Mailbox, written_at: datetime) -> Event:
    event = Event()
    event.add("uid", uid_of(what.request_id))
    event.add("sequence", what.sequence)
    event.add("dtstamp", written_at)
    event.add("dtstart", what.starts_at)
    event.add("dtend", what.ends_at)
    event.add("summary", f"Strategy discussion {what.name}")
    event.add("class", "CONFIDENTIAL")
    if what.place:
        event.add("location", what.place)
    event.add("organizer", _address(organizer))
    event.add("attendee", _attendee(to), encode=False)
    return event


def _address(of: Mailbox) -> vCalAddress:
    address = vCalAddress(f"mailto:{of.address}")
    address.params["CN"] = vText(of.name)
    return address


def _attendee(of: Mailbox) -> vCalAddress:
    address = _address(of)
    address.params["ROLE"] = vText("REQ-PARTICIPANT")
    address.params["PARTSTAT"] = vText("NEEDS-ACTION")
    address.params["RSVP"] = vText("TRUE")
    return address


def _calendar(method: Method, event: Event) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _parsed(content: bytes) -> Calendar:
    if len(content) > LONGEST_CALENDAR:
        raise NotAReply("it is too long")
    try:
        return Calendar.from_ical(content)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise NotAReply("it is no calendar") from error


def _listed(found: Any) -> list[Any]:
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def _number(found: Any) -> int:
    try:
        return int(found)
    except (TypeError, ValueError) as error:
        raise NotAReply("its sequence is no number") from error


def _request_id(uid: str) -> str:
    request_id, at, host = uid.partition("@")
    if not at or host != UID_HOST or not re.fullmatch(r"[0-9a-f-]{36}", request_id):
        raise NotAReply("it is about no discussion of ours")
    return request_id
