"""Which discussions there are and to which agencies they are open: what decides feeds."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, UtcDateTime, UuidText


class Discussion(Base):
    """One strategy discussion, from its request on; its id is the request's."""

    __tablename__ = "discussion"
    __table_args__ = (Index("ix_discussion_area", "area"), Index("ix_discussion_case", "case_id"))

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    case_id: Mapped[str] = mapped_column(UuidText())
    area: Mapped[str] = mapped_column(String(60))
    team_id: Mapped[str | None] = mapped_column(UuidText())
    status: Mapped[str] = mapped_column(String(40))


class DiscussionOpening(Base):
    """From when an agency may read a discussion."""

    __tablename__ = "discussion_opening"

    discussion_id: Mapped[str] = mapped_column(
        UuidText(), ForeignKey("discussion.id"), primary_key=True
    )
    agency: Mapped[str] = mapped_column(String(40), primary_key=True)
    from_at: Mapped[datetime] = mapped_column(UtcDateTime())
