"""What the SQL store reads: a few indexed queries, whatever the size of the database.

Each statement is made once for a database's dialect; making one costs more than running it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any

import orjson
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    String,
    bindparam,
    func,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from backend.sync_api.models import change, change_waiting, feed, record

FEEDS_AT_ONCE = 64
POSTGRESQL = "postgresql"

Line = tuple[int, int, str, bytes | None]
Query = Callable[[str], Select[Any]]


def among(dialect: str, wanted: ColumnElement[Any]) -> ColumnElement[bool]:
    """`wanted` is one of the keys that are bound: one statement, however many they are."""
    if dialect == POSTGRESQL:
        return wanted == func.any(bindparam("keys", type_=ARRAY(String)))
    listed = func.json_each(bindparam("keys", type_=String)).table_valued("value")
    return wanted.in_(select(listed.c.value))


def bound(connection: Connection, keys: Collection[str]) -> dict[str, Any]:
    """The keys as `among` takes them."""
    ordered = sorted(keys)
    if connection.dialect.name == POSTGRESQL:
        return {"keys": ordered}
    return {"keys": orjson.dumps(ordered).decode()}


def rows_among(connection: Connection, query: Query, keys: Collection[str]) -> Sequence[Row[Any]]:
    """The rows that a query finds for these keys."""
    if not keys:
        return ()
    return connection.execute(query(connection.dialect.name), bound(connection, keys)).all()


@cache
def records_by_id(dialect: str) -> Select[Any]:
    """What those of these records hold that exist."""
    return select(record.c.wire, record.c.stamps).where(among(dialect, record.c.id))


SETTLED = select(
    change.c.id,
    change.c.hash,
    change.c.person_id,
    change.c.received_at,
    change.c.body,
    change.c.outcome,
)


@cache
def settled_by_id(dialect: str) -> Select[Any]:
    """What is kept of those of these changes that came before."""
    return SETTLED.where(among(dialect, change.c.id))


@cache
def waiting_for(dialect: str) -> Select[Any]:
    """Held changes that need any of these, oldest first."""
    query = SETTLED.join(change_waiting, change_waiting.c.change_id == change.c.id)
    query = query.where(among(dialect, change_waiting.c.needs_id))
    return query.group_by(change.c.id).order_by(func.min(change_waiting.c.id))


@cache
def feeds_by_name(dialect: str) -> Select[Any]:
    """Where these feeds stand."""
    return select(feed).where(among(dialect, feed.c.name))


@cache
def feeds_to_write(dialect: str) -> Select[Any]:
    """The same, locked in sorted order; SQLite has one writer, who needs no lock."""
    return feeds_by_name(dialect).order_by(feed.c.name).with_for_update()


def feed_names(connection: Connection, numbers: Collection[int]) -> Mapping[int, str]:
    """The names behind small numbers."""
    query = select(feed.c.id, feed.c.name).where(feed.c.id.in_(sorted(numbers)))
    return {row.id: row.name for row in connection.execute(query)}


def entry_rows(connection: Connection, after: Sequence[tuple[int, int]], limit: int) -> list[Line]:
    """(feed id, position, record id, wire) after each (feed id, position), in the order given."""
    page, at_once = (
        (_lines_of_many, FEEDS_AT_ONCE)
        if connection.dialect.name == POSTGRESQL
        else (_lines_of_one, 1)
    )
    found: list[Line] = []
    for start in range(0, len(after), at_once):
        if len(found) >= limit:
            break
        found += page(connection, after[start : start + at_once], limit - len(found))
    return found


def _lines_of_many(
    connection: Connection, after: Sequence[tuple[int, int]], limit: int
) -> list[Line]:
    """PostgreSQL is a journey away: many feeds in one."""
    feeds, positions = zip(*after, strict=True)
    asked = {"feeds": list(feeds), "positions": list(positions), "most": limit}
    return [tuple(row) for row in connection.execute(LINES_OF_MANY, asked)]


def _lines_of_one(
    connection: Connection, after: Sequence[tuple[int, int]], limit: int
) -> list[Line]:
    """SQLite is here: a statement for each feed reads no line more than it gives."""
    ((feed_id, position),) = after
    asked = {"feed": feed_id, "position": position, "most": limit}
    return [(feed_id, *row) for row in connection.execute(LINES_OF_ONE, asked)]


LINES_OF_MANY = text("""
    SELECT asked.feed_id, line.position, line.id, line.wire
    FROM unnest(CAST(:feeds AS bigint[]), CAST(:positions AS bigint[]))
        WITH ORDINALITY AS asked (feed_id, position, place)
    CROSS JOIN LATERAL (
        (SELECT id, position, wire FROM record
         WHERE record.feed_id = asked.feed_id AND record.position > asked.position
         ORDER BY record.feed_id, record.position LIMIT :most)
        UNION ALL
        (SELECT record_id, position, NULL FROM departure
         WHERE departure.feed_id = asked.feed_id AND departure.position > asked.position
         ORDER BY departure.feed_id, departure.position LIMIT :most)
    ) AS line
    ORDER BY asked.place, line.position LIMIT :most
""")

LINES_OF_ONE = text("""
    SELECT position, id, wire FROM record
    WHERE feed_id = :feed AND position > :position
    UNION ALL
    SELECT position, record_id, NULL FROM departure
    WHERE feed_id = :feed AND position > :position
    ORDER BY 1 LIMIT :most
""")
"""In both, a range of the (feed, position) index of each table, for each feed that is asked for."""
