"""Which mails a request asks for. A rule asks; the worker composes, sends and says what came of it.

What is asked for is a record, `dispatch`: where it goes by the key of a contact, never by address.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid5

from backend.areas.naming import subject
from backend.areas.profile import Profile
from backend.areas.versions import profile_of_request
from backend.jobs.queue import URGENT, NewJob, queued
from backend.people.author import author_at
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

DISPATCH = "dispatch"
TOLD_AFTER = {True: timedelta(minutes=2), False: timedelta(minutes=15)}
"""By urgency: a mail that has not gone by then is told of."""


@dataclass(frozen=True, slots=True)
class Document:
    """Something attached; its name says nothing of anybody."""

    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says. `{answer_link}` in the text is put in when it is sent, and kept nowhere."""

    subject: str
    text: str
    documents: tuple[Document, ...] = ()


def ask(
    change: Change, request: Record, desk: Desk, purpose: str, to_key: str, about: str | None = None
) -> Record:
    """A mail about this request: `purpose` police, business_support, invitation or cancellation.

    `to_key`: a contact of the area, or for an invitation its record. Asked twice in one change it
    is one mail.
    """
    dispatch_id = str(uuid5(UUID(change.id), f"dispatch:{purpose}:{to_key}:{about}"))
    known = desk.record(dispatch_id)
    if known is not None:
        return known
    fields = _asked(request, desk, purpose, to_key, about)
    record = Record(
        id=dispatch_id,
        type=DISPATCH,
        feed=request.feed,
        version=1,
        fields=fields,
        made_by=author_at(desk).person_id,
        made_at=desk.received_at,
        received_at=desk.received_at,
    )
    desk.write(record)
    send(record, desk, urgent=request.fields["urgent"])
    return record


def send(dispatch: Record, desk: Desk, *, urgent: bool) -> None:
    """The worker has it from now on; whatever keeps it, a person is told of it in time."""
    key, now = f"{dispatch.id}:{dispatch.fields['round']}", desk.received_at
    payload = {"dispatch_id": dispatch.id}
    wait = TOLD_AFTER[bool(urgent)]
    for job in (
        NewJob("send_mail", f"mail:{key}", payload, now, URGENT),
        NewJob("tell_of_late_mail", f"late mail:{key}", payload, now + wait, URGENT),
    ):
        desk.also(queued(job))


def start_dispatch(change: Change, request: Record, desk: Desk) -> None:
    """Authorised: to the police, or to whom the area has it go first (W-16, N-14, N-26, S-01)."""
    email = profile_of_request(request.fields, desk).email
    if email.via:
        ask(change, request, desk, "business_support", email.first_to or email.via)
    else:
        to_police(change, request, desk)


def to_police(change: Change, request: Record, desk: Desk) -> None:
    """The mail that tells the police (W-19, T-10)."""
    ask(change, request, desk, "police", profile_of_request(request.fields, desk).email.to)


def tell_of_cancellation(change: Change, request: Record, desk: Desk) -> None:
    """Everybody whom the area names, together (T-13). What it says follows from the status."""
    about = "cancelled" if request.fields["status"] == "cancelled" else "asked"
    for key in profile_of_request(request.fields, desk).cancellation.email:
        ask(change, request, desk, "cancellation", key, about)


def _asked(request: Record, desk: Desk, purpose: str, to_key: str, about: str | None) -> Fields:
    profile, said = profile_of_request(request.fields, desk), request.fields
    return {
        "request_id": request.id,
        "purpose": purpose,
        "to_key": to_key,
        "to_name": _name_of(profile, to_key, desk),
        "about": about,
        "subject": subject(profile, said["ref"], urgent=said["urgent"]),
        "state": "queued",
        "round": 1,
        "queued_at": time_text(desk.received_at),
        "sent_at": None,
        "failed_at": None,
        "trouble": None,
        "trouble_code": None,
        "documents": [],
    }


def _name_of(profile: Profile, to_key: str, desk: Desk) -> str:
    contact = profile.contacts.get(to_key)
    if contact is not None:
        return contact.name
    invited = desk.record(to_key)
    return str((invited.fields.get("agency") if invited else None) or to_key)
