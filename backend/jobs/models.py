"""The table of work to be done later."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, UtcDateTime, UuidText


class Job(Base):
    """Something to do later, once: claimed by a lease, finished together with its effects."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_due", "done_at", "priority", "run_at"),)

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    dedupe_key: Mapped[str] = mapped_column(String(200), unique=True)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON())
    priority: Mapped[int] = mapped_column(default=0)
    run_at: Mapped[datetime] = mapped_column(UtcDateTime())
    lease_until: Mapped[datetime | None] = mapped_column(UtcDateTime())
    lease_token: Mapped[str | None] = mapped_column(UuidText())
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    trouble: Mapped[str | None] = mapped_column(String(200))
