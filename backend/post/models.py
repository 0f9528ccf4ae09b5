"""Mails as they were sent, the documents in them, and the links by which they are answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, UtcDateTime, UuidText


class Mail(Base):
    """One mail of a dispatch. A retry by the worker is the same mail, by its Message-ID."""

    __tablename__ = "mail"
    __table_args__ = (Index("ix_mail_request", "request_id"),)

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    dispatch_id: Mapped[str] = mapped_column(UuidText())
    request_id: Mapped[str] = mapped_column(UuidText())
    request_version: Mapped[int] = mapped_column()
    """The version of the request that the mail and its document were made from."""
    purpose: Mapped[str] = mapped_column(String(40))
    to_address: Mapped[str] = mapped_column(String(320))
    subject: Mapped[str] = mapped_column(String(400))
    body: Mapped[str] = mapped_column(Text())
    """Without the link: only the hash of that is kept."""
    mail_key: Mapped[str] = mapped_column(String(40), unique=True)
    """In the Message-ID and in the envelope's sender, so that what comes back finds its mail."""
    warning: Mapped[str | None] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(20))
    """queued, sent, refused or bounced."""
    made_at: Mapped[datetime] = mapped_column(UtcDateTime())
    tries: Mapped[int] = mapped_column(default=0)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    code: Mapped[str | None] = mapped_column(String(40))
    """What came of the last try, in a word of ours."""
    detail: Mapped[str | None] = mapped_column(String(300))
    """What the mail server said."""


class MailDocument(Base):
    """One document as it was sent: its bytes, and their SHA-256."""

    __tablename__ = "mail_document"

    mail_id: Mapped[str] = mapped_column(UuidText(), ForeignKey("mail.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    content_type: Mapped[str] = mapped_column(String(200))
    data: Mapped[bytes] = mapped_column(LargeBinary())
    sha256: Mapped[str] = mapped_column(String(64))


class AnswerLink(Base):
    """A link in a mail: good for one answer about one request, until it expires."""

    __tablename__ = "answer_link"

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    mail_id: Mapped[str] = mapped_column(UuidText(), ForeignKey("mail.id"))
    request_id: Mapped[str] = mapped_column(UuidText(), index=True)
    purpose: Mapped[str] = mapped_column(String(40))
    about_id: Mapped[str | None] = mapped_column(UuidText())
    """The invitation that it answers, where it answers one."""
    made_at: Mapped[datetime] = mapped_column(UtcDateTime())
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime())
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON())
