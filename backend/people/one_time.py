"""Tokens that are good once and for a while: a sign-in half done, a question to a passkey.

The database holds a hash of each, so that whoever reads it cannot use it, and any web process
finds what another has kept.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from backend.people.models import OneTime

LONGEST = 100


def keep(
    connection: Connection, purpose: str, kept: dict[str, Any], now: datetime, life: timedelta
) -> str:
    """A new token for what is kept."""
    connection.execute(delete(OneTime).where(OneTime.until <= now))
    token = secrets.token_urlsafe(32)
    keep_under(connection, purpose, token, kept, now + life)
    return token


def keep_under(
    connection: Connection, purpose: str, token: str, kept: dict[str, Any], until: datetime
) -> None:
    """The same, under a token that is already there."""
    row = insert(OneTime).values(key=_key(purpose, token), kept=kept, until=until)
    connection.execute(row)


def look(connection: Connection, purpose: str, token: str, now: datetime) -> dict[str, Any] | None:
    """What is kept, which stays."""
    mine = (OneTime.key == _key(purpose, token)) & (OneTime.until > now)
    found: dict[str, Any] | None = connection.scalar(select(OneTime.kept).where(mine))
    return found


def take(connection: Connection, purpose: str, token: str, now: datetime) -> dict[str, Any] | None:
    """What was kept, which is gone: of two who ask at once, one gets it."""
    mine = (OneTime.key == _key(purpose, token)) & (OneTime.until > now)
    found: dict[str, Any] | None = connection.scalar(
        delete(OneTime).where(mine).returning(OneTime.kept)
    )
    return found


def change(connection: Connection, purpose: str, token: str, kept: dict[str, Any]) -> None:
    """Something else under the same token, no longer than before."""
    mine = OneTime.key == _key(purpose, token)
    connection.execute(update(OneTime).where(mine).values(kept=kept))


def _key(purpose: str, token: str) -> str:
    return hashlib.sha256(f"{purpose}\n{token}".encode()).hexdigest()
