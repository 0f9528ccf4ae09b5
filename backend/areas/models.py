"""The diary of an area's sessions: which slots are held or booked, and by which request."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, UtcDateTime, UuidText


class Diary(Base):
    """One row an area: whoever books holds it, so that bookings of an area come one by one."""

    __tablename__ = "diary"

    area: Mapped[str] = mapped_column(String(60), primary_key=True)


class Booking(Base):
    """A time for one request: held for a while, confirmed, or released again."""

    __tablename__ = "booking"
    __table_args__ = (
        Index("ix_booking_request", "request_id"),
        Index("ix_booking_area_starts", "area", "starts_at"),
    )

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    area: Mapped[str] = mapped_column(String(60), ForeignKey("diary.area"))
    request_id: Mapped[str] = mapped_column(UuidText())
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime())
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime())
    state: Mapped[str] = mapped_column(String(20))
    """held, confirmed or released"""
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime())
    made_at: Mapped[datetime] = mapped_column(UtcDateTime())
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    overflow: Mapped[bool]
    chosen_because: Mapped[str | None] = mapped_column(String(1000))
    profile_version: Mapped[int]


class BookedSlot(Base):
    """One slot of the grid that is taken; its key lets nobody take it twice."""

    __tablename__ = "booked_slot"

    area: Mapped[str] = mapped_column(String(60), ForeignKey("diary.area"), primary_key=True)
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime(), primary_key=True)
    booking_id: Mapped[str] = mapped_column(UuidText(), ForeignKey("booking.id"), index=True)
