"""An answer out of somebody's calendar (iCalendar REPLY), as it came by mail."""

import logging
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from backend import clock
from backend.database import writing
from backend.post.sending import finder
from backend.strategy.agreeing.calendar_mail import NotAReply
from backend.strategy.agreeing.mailed_replies import reply_by_mail
from backend.sync_api.server_changes import write_as_server

log = logging.getLogger(__name__)


def take_calendar_reply(data: bytes) -> bool:
    """Whether somebody who is invited has answered by this mail."""
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    content = _calendar_in(message)
    if content is None:
        return False
    sender = parseaddr(str(message.get("From", "")))[1]
    message_id = str(message.get("Message-ID", ""))
    try:
        with writing() as connection:
            change = reply_by_mail(content, sender, message_id, finder(connection), clock.now())
            write_as_server(connection, [change])
    except NotAReply as why:
        log.info("post: a calendar's mail is no answer: %s", why)
        return False
    return True


def _calendar_in(message: EmailMessage) -> bytes | None:
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            data = part.get_payload(decode=True)
            return data if isinstance(data, bytes) else None
    return None
