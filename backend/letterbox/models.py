"""The public keys that changes are signed with, and what arrived from lost devices."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, UtcDateTime, UuidText


class SigningKey(Base):
    """One key of one person on one device. Never deleted: what it signed may be on its way."""

    __tablename__ = "signing_key"
    __table_args__ = (UniqueConstraint("person_id", "device_id", "public_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    device_id: Mapped[str] = mapped_column(ForeignKey("device.id"), index=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    """65 bytes: the uncompressed point."""
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime())
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    """When another followed it on the same device."""


class Quarantined(Base):
    """A change that came from a device after it was lost, until a manager has decided."""

    __tablename__ = "quarantine"
    __table_args__ = (UniqueConstraint("change_id", "hash"),)

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    change_id: Mapped[str] = mapped_column(UuidText())
    hash: Mapped[str] = mapped_column(String(64))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    device_id: Mapped[str] = mapped_column(UuidText(), index=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime())
    body: Mapped[bytes] = mapped_column(LargeBinary)
    signature: Mapped[bytes | None] = mapped_column(LargeBinary)
    signed_bytes: Mapped[bytes | None] = mapped_column(LargeBinary)
    told: Mapped[str] = mapped_column(Text)
    """The ids of those who were asked to decide, with commas between."""
    decision: Mapped[str | None] = mapped_column(String(16))
    """released | discarded"""
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    reason: Mapped[str | None] = mapped_column(Text)
