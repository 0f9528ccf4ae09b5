"""A mail from the moment it is composed: written once, found again by whoever tries again."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID, uuid5

from sqlalchemy import Connection, Row, Table, insert, select, update

from backend.config import Config
from backend.post.links import address_of, keep_link
from backend.post.message import LINK, Written
from backend.post.models import Mail, MailDocument
from backend.strategy.mailing import Document, Letter
from sync.messages import Record

MAILS = cast(Table, Mail.__table__)
DOCUMENTS = cast(Table, MailDocument.__table__)


def link_id_of(mail_id: str) -> str:
    """Each mail has one link, if any."""
    return str(uuid5(UUID(mail_id), "answer link"))


def find_mail(connection: Connection, mail_id: str) -> Row[Any] | None:
    """None until it has been composed."""
    return connection.execute(select(MAILS).where(MAILS.c.id == mail_id)).first()


def find_by_key(connection: Connection, mail_key: str) -> Row[Any] | None:
    """The mail that a returned one names."""
    return connection.execute(select(MAILS).where(MAILS.c.mail_key == mail_key)).first()


@dataclass(frozen=True, slots=True)
class Composed:
    """A mail that is written and not kept yet."""

    dispatch: Record
    request: Record
    letter: Letter
    to: str
    warning: str | None
    """Why it goes out only because it is urgent."""


def mail_id_of(dispatch: Record) -> str:
    """Sent again by somebody it is another mail, to the mailbox as it is then."""
    return str(uuid5(UUID(dispatch.id), f"mail {dispatch.fields['round']}"))


def keep_mail(connection: Connection, config: Config, made: Composed, now: datetime) -> None:
    """As it will be sent, with its documents and the hash of its link."""
    dispatch, request, letter = made.dispatch, made.request, made.letter
    purpose, mail_id = dispatch.fields["purpose"], mail_id_of(dispatch)
    row = {
        "id": mail_id, "dispatch_id": dispatch.id, "request_id": request.id,
        "request_version": request.version,
        "purpose": purpose, "to_address": made.to, "subject": letter.subject, "body": letter.text,
        "mail_key": secrets.token_hex(16), "warning": made.warning, "state": "queued",
        "made_at": now, "tries": 0,
    }  # fmt: skip
    connection.execute(insert(MAILS).values(**row))
    for place, document in enumerate(letter.documents):
        connection.execute(insert(DOCUMENTS).values(**_row(mail_id, place, document)))
    if LINK in letter.text:
        link = {"id": link_id_of(mail_id), "mail_id": mail_id, "request_id": request.id}
        about = dispatch.fields["to_key"] if purpose == "invitation" else None
        keep_link(connection, config, {**link, "purpose": purpose, "about_id": about}, now)


def documents_in(connection: Connection, mail_id: str) -> list[Document]:
    """Byte for byte as they were made."""
    mine = select(DOCUMENTS).where(DOCUMENTS.c.mail_id == mail_id).order_by(DOCUMENTS.c.place)
    return [Document(row.name, row.content_type, row.data) for row in connection.execute(mine)]


def written(config: Config, mail: Row[Any], documents: Sequence[Document]) -> Written:
    """Ready to be sent, or shown."""
    link = address_of(config, link_id_of(mail.id)) if LINK in mail.body else None
    return Written(
        mail.mail_key, mail.to_address, mail.subject, mail.body, documents, mail.made_at, link
    )


def note_try(connection: Connection, mail_id: str) -> None:
    """One more, whatever comes of it."""
    mine = update(MAILS).where(MAILS.c.id == mail_id)
    connection.execute(mine.values(tries=MAILS.c.tries + 1))


def settle(
    connection: Connection, mail_id: str, state: str, code: str, detail: str, now: datetime
) -> None:
    """What came of it: sent, refused or bounced; queued with what the last try met."""
    values: dict[str, Any] = {"state": state, "code": code, "detail": detail or None}
    if state != "queued":
        values["settled_at"] = now
    connection.execute(update(MAILS).where(MAILS.c.id == mail_id).values(**values))


def _row(mail_id: str, place: int, document: Document) -> dict[str, Any]:
    return {
        "mail_id": mail_id,
        "place": place,
        "name": document.name,
        "content_type": document.content_type,
        "data": document.data,
        "sha256": hashlib.sha256(document.data).hexdigest(),
    }
