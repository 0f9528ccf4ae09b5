"""Areas, teams, people, their devices and sessions, and what sign-in needs for a while."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Float, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, UtcDateTime, UuidText


class Area(Base):
    """A place with its own arrangements, such as one council and its police force."""

    __tablename__ = "area"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))


class Team(Base):
    """A team of an area."""

    __tablename__ = "team"

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    area: Mapped[str] = mapped_column(ForeignKey("area.key"), index=True)
    name: Mapped[str] = mapped_column(String(200))


class Person(Base):
    """Somebody who signs in. Never deleted: `ended_at` ends their access at once."""

    __tablename__ = "person"

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """Lower case."""
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(40))
    area: Mapped[str] = mapped_column(ForeignKey("area.key"), index=True)
    team_id: Mapped[str | None] = mapped_column(ForeignKey("team.id"), index=True)
    phone: Mapped[str | None] = mapped_column(String(40))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    """None: cannot sign in by password."""
    demo: Mapped[bool] = mapped_column(default=False)
    """Listed on the sign-in page of demo mode."""
    invitation: Mapped[str | None] = mapped_column(String(64))
    """A hash of the one-time code with which they choose a password."""
    invited_until: Mapped[datetime | None] = mapped_column(UtcDateTime())
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime())


class Device(Base):
    """One browser install, in the hands of one person."""

    __tablename__ = "device"

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime())
    public_key: Mapped[str | None] = mapped_column(String(90))
    """Of the key that never leaves the device: a P-256 point, base64url. None: an older app."""
    app_release: Mapped[str | None] = mapped_column(String(60))
    waiting: Mapped[int | None] = mapped_column()
    """How many changes the device last said it still had to send."""
    waiting_since: Mapped[datetime | None] = mapped_column(UtcDateTime())
    health: Mapped[str | None] = mapped_column(String(400))
    """What the device last said was wrong with it, in codes; no content."""
    shown_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    """When its record was last written."""
    news_at: Mapped[datetime | None] = mapped_column(UtcDateTime(), index=True)
    """Since when it has said something that its record does not show yet."""
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    lost_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    """Reported lost: what comes from it afterwards waits for a manager."""
    wipe_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    wipe_order: Mapped[str | None] = mapped_column(UuidText())
    """Told to the device alone: who says that it is done must know it."""
    wiped_at: Mapped[datetime | None] = mapped_column(UtcDateTime())


class SignInSession(Base):
    """A sign-in on a device, kept open by refresh tokens that follow one another."""

    __tablename__ = "session"

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    device_id: Mapped[str] = mapped_column(ForeignKey("device.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())
    last_used_at: Mapped[datetime] = mapped_column(UtcDateTime())
    refreshed: Mapped[int] = mapped_column(default=0)
    """How many refresh tokens of this session have been used: token n is good while n is the
    last one used (its answer may have been lost) or the next one."""
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    ended_because: Mapped[str | None] = mapped_column(String(40))


class SignInAttempt(Base):
    """What wrong passwords have cost one account or address; it drains with time."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index("ix_sign_in_attempt_updated_at", "updated_at"),)

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    """A keyed hash: the table names nobody."""
    level: Mapped[float] = mapped_column()
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime())


class SharedLimit(Base):
    """How much of something was used lately, in all processes together; it drains with time."""

    __tablename__ = "shared_limit"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    """A keyed hash: the table names nobody."""
    empty_at: Mapped[float] = mapped_column(Float(), index=True)
    """When it will have drained, in seconds since 1970."""


class SecurityEvent(Base):
    """Something that happened with an account or a phone: ids and fixed words, nothing else."""

    __tablename__ = "security_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    """Of what is counted by the hour; else its own."""
    what: Mapped[str] = mapped_column(String(40))
    area: Mapped[str | None] = mapped_column(String(60), index=True)
    person_id: Mapped[str | None] = mapped_column(UuidText())
    device_id: Mapped[str | None] = mapped_column(UuidText())
    by_id: Mapped[str | None] = mapped_column(UuidText())
    """Who did it, where that is somebody else."""
    detail: Mapped[str | None] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(UtcDateTime(), index=True)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime())
    times: Mapped[int] = mapped_column()


class Identity(Base):
    """Who a person is at a provider of sign-ins (OpenID Connect): never known by an e-mail."""

    __tablename__ = "identity"

    issuer: Mapped[str] = mapped_column(String(300), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    linked_at: Mapped[datetime] = mapped_column(UtcDateTime())


class OneTime(Base):
    """What is kept under a token that is good once and for a while: a sign-in half done."""

    __tablename__ = "one_time"
    __table_args__ = (Index("ix_one_time_until", "until"),)

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    """A hash of the token and what it is for."""
    kept: Mapped[dict[str, Any]] = mapped_column(JSON())
    until: Mapped[datetime] = mapped_column(UtcDateTime())


class SeenProof(Base):
    """A proof of possession that has been used, until it would be too old anyway."""

    __tablename__ = "seen_proof"
    __table_args__ = (Index("ix_seen_proof_until", "until"),)

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    until: Mapped[datetime] = mapped_column(UtcDateTime())
