"""The tables of sync. Core tables, because the sync path reads and writes rows, not objects.

A feed's row holds where it stands. The record table is itself the feed: each record's latest state
at its position, with its wire form as it was written, so that a pull only joins bytes (DESIGN 4).
"""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from backend.database import UtcDateTime, db

ID = String(36)

feed = Table(
    "feed",
    db.metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("position", BigInteger, nullable=False),
    Column("live", Integer, nullable=False),
    Column("sum_one", BigInteger, nullable=False),
    Column("sum_two", BigInteger, nullable=False),
    sqlite_autoincrement=True,
)
"""`id` is small, travels in cursors, and is never used again."""

record = Table(
    "record",
    db.metadata,
    Column("id", ID, primary_key=True),
    Column("type", Text, nullable=False),
    Column("feed_id", ForeignKey("feed.id"), nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("wire", LargeBinary, nullable=False),
    Column("stamps", LargeBinary, nullable=False),
    Index("ix_record_feed_position", "feed_id", "position"),
)
"""`wire` is what phones get; `stamps` is what only settling needs."""

departure = Table(
    "departure",
    db.metadata,
    Column("feed_id", ForeignKey("feed.id"), primary_key=True),
    Column("record_id", ID, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Index("ix_departure_feed_position", "feed_id", "position"),
)
"""A record has left this feed for another, at this position of this feed."""

change = Table(
    "change",
    db.metadata,
    Column("id", ID, primary_key=True),
    Column("hash", String(64), nullable=False),
    Column("device_id", ID, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("person_id", ID, nullable=False),
    Column("kind", Text, nullable=False),
    Column("feed", Text, nullable=False),
    Column("record_id", ID, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("status", String(16), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("outcome", LargeBinary, nullable=False),
    Column("signature", LargeBinary),
    Column("signed_bytes", LargeBinary),
)
"""Every change that was settled or is held, as it came, with its outcome for ever; and, where it
was sealed, its author's signature with the very bytes that it is of."""

change_waiting = Table(
    "change_waiting",
    db.metadata,
    Column("id", Integer, primary_key=True),
    Column("needs_id", ID, nullable=False),
    Column("change_id", ID, nullable=False, index=True),
    UniqueConstraint("needs_id", "change_id"),
)
"""A held change waits for another that has not come; by `id` in the order of coming."""

kept_aside = Table(
    "kept_aside",
    db.metadata,
    Column("id", Integer, primary_key=True),
    Column("change_id", ID, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("person_id", ID, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("change_id", "hash"),
    sqlite_autoincrement=True,
)
"""Other content under an id already used: never applied, never thrown away."""

setting = Table(
    "setting",
    db.metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
"""`epoch`: changed by a restore from backup, so that phones offer their recent changes again."""
