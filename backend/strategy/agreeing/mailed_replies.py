"""An answer that came by post: whose invitation it is for, and the change that it asks for."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid5

from backend.strategy.agreeing.calendar_mail import (
    CalendarReply,
    NotAReply,
    address_in,
    read_calendar_reply,
)
from backend.strategy.states import REQUEST
from sync.messages import Change, Clock, Record

Find = Callable[[str], Record | None]


def reply_by_mail(
    content: bytes, sender: str, message_id: str, find: Find, now: datetime
) -> Change:
    """What to post as the server for a calendar's REPLY (RFC 5546 3.2.3).

    NotAReply says why nothing follows from it: not a reply, nobody who is invited, sent from
    another address than the attendee's, or an answer to a time that has been moved since. The same
    message twice is one change.
    """
    reply = read_calendar_reply(content)
    if address_in(sender) != reply.address:
        raise NotAReply("it came from another address than it answers for")
    invitation = _invitation(reply, find)
    if reply.sequence < (invitation.fields["sequence"] or 0):
        raise NotAReply("it answers a time that has been moved since")
    return _change(invitation, reply, message_id, now)


def _invitation(reply: CalendarReply, find: Find) -> Record:
    request = find(reply.request_id)
    if request is None or request.type != REQUEST:
        raise NotAReply("it is about no discussion of ours")
    for record_id in request.fields.get("invitations", ()):
        record = find(record_id)
        if record is None or record.fields["removed_at"] or not record.fields["email"]:
            continue
        if address_in(record.fields["email"]) == reply.address:
            return record
    raise NotAReply("nobody is invited at that address")


def _change(invitation: Record, reply: CalendarReply, message_id: str, now: datetime) -> Change:
    device_id = str(uuid5(UUID(invitation.id), f"mail:{message_id}"))
    return Change(
        id=str(uuid5(UUID(device_id), "reply")),
        device_id=device_id,
        number=1,
        kind="reply_to_invitation",
        schema=1,
        feed=invitation.feed,
        record_id=invitation.id,
        base_version=invitation.version,
        depends_on=(),
        fields={"reply": reply.reply, "how": "mail"},
        occurred_at=now,
        clock=Clock(now, 0, trusted=True),
    )
