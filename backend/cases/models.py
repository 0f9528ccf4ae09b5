"""Who has which case: what decides the feeds of a person. The family's file is in records."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, UtcDateTime, UuidText


class CaseFile(Base):
    """One family's case, mirrored from its record."""

    __tablename__ = "case_file"
    __table_args__ = (Index("ix_case_file_team", "team_id"), Index("ix_case_file_area", "area"))

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    area: Mapped[str] = mapped_column(String(60))
    team_id: Mapped[str | None] = mapped_column(UuidText())
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime())
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime())


class Allocation(Base):
    """A worker has a case from a time until a time; rows are closed, never deleted."""

    __tablename__ = "allocation"
    __table_args__ = (Index("ix_allocation_person", "person_id", "until_at"),)

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    case_id: Mapped[str] = mapped_column(UuidText(), ForeignKey("case_file.id"), index=True)
    person_id: Mapped[str] = mapped_column(UuidText())
    from_at: Mapped[datetime] = mapped_column(UtcDateTime())
    until_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
