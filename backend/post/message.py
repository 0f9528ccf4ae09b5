"""A mail as it travels (RFC 5322). Made anew for each try, it is the same by its Message-ID."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from backend.mail_settings import Smtp
from backend.post.smtp import Envelope
from backend.strategy.mailing import Document

LINK = "{answer_link}"


@dataclass(frozen=True, slots=True)
class Written:
    """A mail that is ready: `key` names it for ever, `link` is put into its text."""

    key: str
    to: str
    subject: str
    text: str
    documents: Sequence[Document]
    made_at: datetime
    link: str | None = None


def message_of(mail: Written, smtp: Smtp) -> bytes:
    """Its bytes; a line break in a header is refused by the library."""
    message = EmailMessage(policy=SMTP)
    message["From"] = smtp.sender
    message["To"] = mail.to
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.made_at)
    message["Message-ID"] = message_id(mail.key, smtp)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text_of(mail), cte="quoted-printable")
    for document in mail.documents:
        _add(message, document)
    return bytes(message)


def envelope_of(mail: Written, smtp: Smtp) -> Envelope:
    """What comes back goes to an address that says which mail it was."""
    return Envelope(smtp.bounces.replace("{id}", mail.key), mail.to, mail.key)


def message_id(key: str, smtp: Smtp) -> str:
    """The same for every try."""
    return f"<{key}@{smtp.domain}>"


def text_of(mail: Written) -> str:
    """With the link that the database does not know."""
    return mail.text.replace(LINK, mail.link or "")


def _add(message: EmailMessage, document: Document) -> None:
    """A calendar message is another form of the text (RFC 6047 2.4); the rest is attached."""
    main, _, rest = document.content_type.partition(";")
    kind, _, subtype = main.strip().partition("/")
    if (kind, subtype) == ("text", "calendar"):
        params = dict(part.strip().split("=", 1) for part in rest.split(";") if "=" in part)
        text = document.data.decode("utf-8")
        message.add_alternative(text, subtype=subtype, cte="base64", params=params)
        return
    message.add_attachment(document.data, maintype=kind, subtype=subtype, filename=document.name)
