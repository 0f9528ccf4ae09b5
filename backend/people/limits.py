"""Limits that hold over all processes: how much was used lately, in one row of the database each.

A row says when what was used will have drained. One more moves that on, in one statement, so that
of any number of processes none forgets what another has counted; waiting is read, without a lock.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Float, bindparam, case, delete, select, text
from sqlalchemy.dialects import postgresql, sqlite

from backend.config import current_config
from backend.people.models import SharedLimit

FORGOTTEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """So many at once; then one for each `seconds`."""

    name: str
    size: int
    seconds: float


@dataclass(frozen=True, slots=True, order=True)
class Counted:
    """What is counted by a rule: a device, an address, or both."""

    key: str
    seconds: float


def counted(rule: Rule, *of: str) -> Counted:
    """Under a keyed hash: whoever reads the table learns no address."""
    secret, said = current_config().token_key, "\n".join((rule.name, *of))
    hashed = hmac.new(secret.encode(), said.encode(), hashlib.sha256).hexdigest()
    return Counted(f"{rule.name}:{hashed}", rule.seconds)


def wait(connection: Connection, rule: Rule, *of: str, now: datetime) -> float:
    """Seconds until one more is allowed; 0 when it is."""
    mine = select(SharedLimit.empty_at).where(SharedLimit.key == counted(rule, *of).key)
    empty_at = connection.scalar(mine) or 0.0
    level = max(0.0, empty_at - now.timestamp()) / rule.seconds
    return max(0.0, (level + 1 - rule.size) * rule.seconds)


def count(connection: Connection, used: Sequence[Counted], now: datetime) -> None:
    """One more of each; in sorted order, so that writers who meet never wait in a ring."""
    if not used:
        return
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    moment = bindparam("moment", type_=Float())
    left = case((SharedLimit.empty_at > moment, SharedLimit.empty_at), else_=moment)
    row = insert(SharedLimit).values(key=bindparam("which"), empty_at=bindparam("first"))
    more = row.on_conflict_do_update(
        index_elements=["key"], set_={"empty_at": left + bindparam("seconds", type_=Float())}
    )
    at = now.timestamp()
    rows = [
        {"which": one.key, "first": at + one.seconds, "moment": at, "seconds": one.seconds}
        for one in sorted(used)
    ]
    connection.execute(more, rows)


def count_loosely(connection: Connection, used: Sequence[Counted], now: datetime) -> None:
    """The same where nothing else is written: losing one in a crash is no loss."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL synchronous_commit TO off"))
    count(connection, used, now)


def forget_drained(connection: Connection, now: datetime) -> None:
    """A row that has long drained says no more than none."""
    before = (now - FORGOTTEN_AFTER).timestamp()
    connection.execute(delete(SharedLimit).where(SharedLimit.empty_at < before))
