"""What somebody has besides a password, and for which roles it is demanded."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, UtcDateTime, UuidText


class CodeApp(Base):
    """The one app of a person that makes codes (TOTP)."""

    __tablename__ = "code_app"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    secret: Mapped[bytes] = mapped_column(LargeBinary())
    """Sealed: a stolen backup makes no codes."""
    began_at: Mapped[datetime] = mapped_column(UtcDateTime())
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime())
    """None: shown, and no code of it has been typed yet."""
    last_step: Mapped[int] = mapped_column(default=0)
    """The half minute of the last code that was used: no code up to it is good again."""


class Passkey(Base):
    """A key in somebody's phone, computer or security key (WebAuthn)."""

    __tablename__ = "passkey"

    id: Mapped[str] = mapped_column(UuidText(), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    credential_id: Mapped[str] = mapped_column(String(1400), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary())
    sign_count: Mapped[int] = mapped_column(BigInteger())
    created_at: Mapped[datetime] = mapped_column(UtcDateTime())
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime())


class RecoveryCode(Base):
    """One of ten, for when phone and key are lost. Good once."""

    __tablename__ = "recovery_code"

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime())


class SecondFactorRule(Base):
    """Whether a role of an area must have a second factor. Without a line: yes, outside demo."""

    __tablename__ = "second_factor_rule"

    area: Mapped[str] = mapped_column(ForeignKey("area.key"), primary_key=True)
    role: Mapped[str] = mapped_column(String(40), primary_key=True)
    demanded: Mapped[bool] = mapped_column()
