"""What the SQL store reads: a few indexed queries, whatever the size of the database.

Each statement is made once for a database's dialect; making one costs more than running it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from typing import Any

import orjson
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Row,
    Select,
    String,
    Table,
    bindparam,
    column,
    func,
    null,
    select,
    values,
)
from sqlalchemy.dialects.postgresql import ARRAY

from backend.sync_api.models import change, change_waiting, departure, feed, record

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
    found: list[Line] = []
    for start in range(0, len(after), FEEDS_AT_ONCE):
        some = after[start : start + FEEDS_AT_ONCE]
        left = limit - len(found)
        if left <= 0:
            break
        found += _lines(connection, some, left)
    return found


def _lines(connection: Connection, after: Sequence[tuple[int, int]], limit: int) -> list[Line]:
    """Arrivals and departures together, by the order of the feeds asked, then by position."""
    places = {feed_id: place for place, (feed_id, _) in enumerate(after)}
    rows = [
        tuple(row)
        for table, key, wire in (
            (record, record.c.id, record.c.wire),
            (departure, departure.c.record_id, null().label("wire")),
        )
        for row in connection.execute(_page(table, key, wire, after, limit))
    ]
    rows.sort(key=lambda row: (places[row[0]], row[1]))
    return rows[:limit]


def _page(
    table: Table,
    key: ColumnElement[Any],
    wire: ColumnElement[Any],
    after: Sequence[tuple[int, int]],
    limit: int,
) -> Select[Any]:
    """One range of the index for each feed; the feeds asked stand in the statement as VALUES."""
    parts = [column(name, BigInteger) for name in ("place", "feed_id", "after")]
    lines = [(place, *pair) for place, pair in enumerate(after)]
    asked = values(*parts).data(lines).cte("asked")
    here = (table.c.feed_id == asked.c.feed_id) & (table.c.position > asked.c.after)
    query = select(table.c.feed_id, table.c.position, key, wire).join_from(asked, table, here)
    return query.order_by(asked.c.place, table.c.position).limit(limit)
