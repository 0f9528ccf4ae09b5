"""Where the content of an attachment is, and what opens it."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, UtcDateTime, UuidText


class Attachment(Base):
    """One picture, from the change that announces it; `id` is that of its record."""

    __tablename__ = "attachment"

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    device_id: Mapped[str] = mapped_column(ForeignKey("device.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime())
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(20))
    sent_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What the phone sealed it with, until it is here; wrapped like `file_key`."""
    file: Mapped[str | None] = mapped_column(String(32), index=True)
    """The name of its file, or of its pieces: random, and of nothing else."""
    received: Mapped[int | None]
    """Bytes that are here while it is being sent."""
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime(), index=True)
    """When a half-sent one is thrown away; the phone then begins again."""
    here_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    file_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The key of its file, wrapped by the server's."""
    refused: Mapped[str | None] = mapped_column(String(40))
    """Why its content was not taken, for good."""
