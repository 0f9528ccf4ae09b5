"""The mails of a demonstration, as they would have been sent."""

from typing import Any

from sqlalchemy import Connection, select

from backend.config import Config
from backend.post.documents.request_form import moment_in_words
from backend.post.mails import DOCUMENTS, MAILS, documents_in, written
from backend.post.message import text_of
from backend.strategy.mailing import Document
from sync.messages import time_text

MOST = 100


def mails_in_outbox(connection: Connection, config: Config) -> list[dict[str, Any]]:
    """The newest first."""
    query = select(MAILS).order_by(MAILS.c.made_at.desc(), MAILS.c.id).limit(MOST)
    return [_shown(connection, config, mail) for mail in connection.execute(query).all()]


def document_in_outbox(connection: Connection, mail_id: str, place: int) -> Document | None:
    """Byte for byte."""
    mine = (DOCUMENTS.c.mail_id == mail_id, DOCUMENTS.c.place == place)
    row = connection.execute(select(DOCUMENTS).where(*mine)).first()
    return Document(row.name, row.content_type, row.data) if row is not None else None


def _shown(connection: Connection, config: Config, mail: Any) -> dict[str, Any]:
    whole = written(config, mail, documents_in(connection, mail.id))
    return {
        "id": mail.id,
        "subject": whole.subject,
        "to": whole.to,
        "state": mail.state,
        "made": moment_in_words(time_text(whole.made_at)),
        "lines": [_line(line) for line in text_of(whole).splitlines()],
        "documents": [
            {"place": place, "name": one.name, "kib": max(1, len(one.data) // 1024)}
            for place, one in enumerate(whole.documents)
        ],
    }


def _line(text: str) -> dict[str, Any]:
    """A link works here whatever name this machine has."""
    link = "/answer#" in text
    return {"text": text[text.find("/answer#") :] if link else text, "words": text, "link": link}
