"""Subscriptions of browsers, and what became of each alert."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, UtcDateTime, UuidText


class Subscription(Base):
    """A browser's permission to be alerted; its keys are nowhere else."""

    __tablename__ = "subscription"

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    person_id: Mapped[str] = mapped_column(UuidText(), index=True)
    device_id: Mapped[str] = mapped_column(UuidText(), index=True)
    host: Mapped[str] = mapped_column(String(255))
    endpoint: Mapped[str] = mapped_column(Text(), unique=True)
    p256dh: Mapped[str] = mapped_column(String(200))
    auth: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())


class AlertReceipt(Base):
    """One step of one alert: queued, handed to a push service, failed, shown, opened."""

    __tablename__ = "alert_receipt"

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    alert_id: Mapped[str] = mapped_column(UuidText(), index=True)
    subscription_id: Mapped[str | None] = mapped_column(UuidText())
    step: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(UtcDateTime())
    detail: Mapped[str | None] = mapped_column(String(200))
