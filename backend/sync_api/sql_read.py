"""What the SQL store reads: a few indexed queries, whatever the size of the database."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

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

Line = tuple[int, int, str, bytes | None]


def among(connection: Connection, wanted: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """`wanted` is one of the list bound as `name`: one statement, however long the list."""
    if connection.dialect.name == "postgresql":
        return wanted == func.any(bindparam(name, type_=ARRAY(String)))
    return wanted.in_(bindparam(name, expanding=True))


def rows_among(
    connection: Connection, query: Select[Any], wanted: ColumnElement[Any], keys: Collection[str]
) -> Sequence[Row[Any]]:
    """The rows of `query` whose `wanted` is one of `keys`."""
    if not keys:
        return ()
    return connection.execute(
        query.where(among(connection, wanted, "keys")), {"keys": sorted(keys)}
    ).all()


def record_rows(connection: Connection, ids: Collection[str]) -> Sequence[Row[Any]]:
    """What those of these records hold that exist."""
    return rows_among(connection, select(record.c.wire, record.c.stamps), record.c.id, ids)


SETTLED = select(
    change.c.id,
    change.c.hash,
    change.c.person_id,
    change.c.received_at,
    change.c.body,
    change.c.outcome,
)


def settled_rows(connection: Connection, ids: Collection[str]) -> Sequence[Row[Any]]:
    """What is kept of those of these changes that came before."""
    return rows_among(connection, SETTLED, change.c.id, ids)


def waiting_rows(connection: Connection, ids: Collection[str]) -> Sequence[Row[Any]]:
    """Held changes that need any of these, oldest first."""
    query = SETTLED.join(change_waiting, change_waiting.c.change_id == change.c.id)
    query = query.group_by(change.c.id).order_by(func.min(change_waiting.c.id))
    return rows_among(connection, query, change_waiting.c.needs_id, ids)


def feed_rows(connection: Connection, names: Collection[str]) -> Sequence[Row[Any]]:
    """Where these feeds stand."""
    return rows_among(connection, select(feed), feed.c.name, names)


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
