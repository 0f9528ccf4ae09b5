"""Guessing a password gets slow, and a school behind one address is not locked out.

Each rule is a bucket that a wrong password or code fills by one and that drains with time. Being
signed in takes the drops back; a right password alone does not where a second step follows. A
device that this person has signed in on before has a bucket of its own and passes the others, so
that nobody can lock a person out of their own phone from elsewhere.
"""

import hashlib
import hmac
import ipaddress
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from backend.database import insert_unless_there
from backend.errors import TooMany
from backend.people.models import SignInAttempt

FORGOTTEN_AFTER = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Bucket:
    """So many wrong passwords at once; then one for each `seconds_a_drop`."""

    key: str
    size: int
    seconds_a_drop: float


def buckets_for(secret: str, email: str, address: str, known_device: str | None) -> list[Bucket]:
    """What a try at this account from this address counts against."""
    place = place_of(address)

    def key(rule: str, *of: str) -> str:
        text = "\n".join((rule, *of)).encode()
        return f"{rule}:{hmac.new(secret.encode(), text, hashlib.sha256).hexdigest()}"

    if known_device:
        return [Bucket(key("device", email, known_device), size=10, seconds_a_drop=60)]
    return [
        Bucket(key("account", email), size=30, seconds_a_drop=120),
        Bucket(key("both", email, place), size=8, seconds_a_drop=60),
        Bucket(key("place", place), size=200, seconds_a_drop=5),
    ]


def take_a_try(connection: Connection, buckets: list[Bucket], now: datetime) -> None:
    """Count one try before it is made, so that a thousand at once are counted too."""
    levels = {b.key: _level(connection, b, now) for b in sorted(buckets, key=lambda b: b.key)}
    waits = [(levels[b.key] + 1 - b.size) * b.seconds_a_drop for b in buckets]
    if max(waits) > 0:
        seconds = math.ceil(max(waits))
        raise TooMany(
            f"Too many tries. Wait {_in_words(seconds)}, then try again.", retry_after=seconds
        )
    for bucket in buckets:
        _save(connection, bucket.key, levels[bucket.key] + 1, now)


def give_back(connection: Connection, buckets: list[Bucket], now: datetime, tries: int = 1) -> None:
    """They were who they said: the tries are taken back, and the account's own are forgotten."""
    for bucket in sorted(buckets, key=lambda b: b.key):
        level = _level(connection, bucket, now)
        left = level - tries if bucket.key.startswith("place:") else 0
        _save(connection, bucket.key, max(0.0, left), now)
    connection.execute(
        delete(SignInAttempt).where(SignInAttempt.updated_at < now - FORGOTTEN_AFTER)
    )


def _level(connection: Connection, bucket: Bucket, now: datetime) -> float:
    insert_unless_there(connection, SignInAttempt, key=bucket.key, level=0.0, updated_at=now)
    columns = select(SignInAttempt.level, SignInAttempt.updated_at)
    found = connection.execute(
        columns.where(SignInAttempt.key == bucket.key).with_for_update()
    ).one()
    level: float = found.level
    passed: float = (now - found.updated_at).total_seconds()
    drained = max(0.0, passed) / bucket.seconds_a_drop
    return max(0.0, level - drained)


def _save(connection: Connection, key: str, level: float, now: datetime) -> None:
    change = update(SignInAttempt).where(SignInAttempt.key == key)
    connection.execute(change.values(level=level, updated_at=now))


def place_of(address: str) -> str:
    """An IPv6 customer has a whole /64 to try from; IPv4 written as IPv6 is IPv4."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv4Address):
        return str(ip)
    return str(ip.ipv4_mapped or ipaddress.ip_network((ip, 64), strict=False))


def _in_words(seconds: int) -> str:
    minutes = math.ceil(seconds / 60)
    return "a minute" if minutes == 1 else f"{minutes} minutes"
