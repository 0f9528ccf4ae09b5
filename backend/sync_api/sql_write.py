"""What the SQL store writes for one push: a fixed number of statements, whatever the batch.

Order matters. Feeds' rows are locked in sorted order and only after everything that can be written
without them, so that a feed is held for as short as can be and two pushes never wait for each other
in a ring. A position is seen by nobody before the commit that also holds its record: no gaps.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Delete, Row, Table, bindparam, delete, update
from sqlalchemy.dialects import postgresql, sqlite

from backend.sync_api import models as t
from backend.sync_api import rows
from backend.sync_api.bulk import insert_rows
from backend.sync_api.sql_read import (
    POSTGRESQL,
    among,
    bound,
    feeds_by_name,
    feeds_to_write,
    rows_among,
)
from sync.checksum import Tally
from sync.errors import Contended
from sync.feeds import Advance, advances
from sync.messages import Record
from sync.store import Batch, Settled

Insert = postgresql.Insert | sqlite.Insert
Place = tuple[int, int]
"""A feed's number, and its last position before this push."""


def save(connection: Connection, batch: Batch, proofs: rows.Proofs) -> None:
    """All of it, or Contended with nothing that the caller may keep."""
    _save_changes(connection, batch, proofs)
    _save_kept_aside(connection, batch)
    moves = advances(batch)
    if moves:
        places = _take_positions(connection, moves)
        _save_records(connection, batch, moves, places)
        _save_departures(connection, batch, moves, places)
    for effect in batch.effects:
        effect(connection)


def insert_into(dialect: str, table: Table) -> Insert:
    """Both databases know ON CONFLICT; SQLAlchemy spells it by dialect."""
    return postgresql.insert(table) if dialect == POSTGRESQL else sqlite.insert(table)


@cache
def add_unless_there(dialect: str, table: Table) -> Insert:
    """What is there already stays as it is."""
    return insert_into(dialect, table).on_conflict_do_nothing()


HELD_BECOMES_FINAL = (
    "ON CONFLICT (id) DO UPDATE SET status = excluded.status, outcome = excluded.outcome"
    " WHERE change.status = 'held' AND change.hash = excluded.hash"
)
"""A change that was held becomes final; one that is final is never written again."""


@cache
def depart(dialect: str) -> Insert:
    """A record that leaves a feed a second time leaves it at the later position."""
    query = insert_into(dialect, t.departure)
    return query.on_conflict_do_update(
        index_elements=[t.departure.c.feed_id, t.departure.c.record_id],
        set_={"position": query.excluded.position},
    )


@cache
def wait_no_more(dialect: str) -> Delete:
    """Settled changes wait for nothing."""
    return delete(t.change_waiting).where(among(dialect, t.change_waiting.c.change_id))


def _save_changes(connection: Connection, batch: Batch, proofs: rows.Proofs) -> None:
    if not batch.settled:
        return
    lines = sorted((rows.change_row(one, proofs) for one in batch.settled), key=itemgetter("id"))
    if insert_rows(connection, t.change, lines, HELD_BECOMES_FINAL) != len(lines):
        raise Contended("another writer settled this")
    _save_waiting(connection, [one for one in batch.settled if one.change.depends_on])


def _save_waiting(connection: Connection, dependent: Sequence[Settled]) -> None:
    held = [one.change for one in dependent if one.outcome.status == "held"]
    final = [one.change.id for one in dependent if one.outcome.status != "held"]
    needs = [
        {"needs_id": need, "change_id": change.id}
        for change in held
        for need in sorted(set(change.depends_on))
    ]
    if needs:
        connection.execute(add_unless_there(connection.dialect.name, t.change_waiting), needs)
    if final:
        connection.execute(wait_no_more(connection.dialect.name), bound(connection, final))


def _save_kept_aside(connection: Connection, batch: Batch) -> None:
    lines = [rows.aside_row(change, who, batch.received_at) for change, who in batch.kept_aside]
    if lines:
        connection.execute(add_unless_there(connection.dialect.name, t.kept_aside), lines)


def _take_positions(connection: Connection, moves: Sequence[Advance]) -> dict[str, Place]:
    """Lock the feeds in sorted order and move each on."""
    names = [move.feed for move in moves]
    found = rows_among(connection, feeds_by_name, names)
    missing = set(names) - {row.name for row in found}
    if missing:
        lines = [{"name": name, **NEW_FEED} for name in sorted(missing)]
        connection.execute(add_unless_there(connection.dialect.name, t.feed), lines)
    if missing or connection.dialect.name == POSTGRESQL:
        found = rows_among(connection, feeds_to_write, names)
    by_name = {row.name: row for row in found}
    connection.execute(MOVE_ON, [_moved_on(by_name[move.feed], move) for move in moves])
    return {row.name: (row.id, row.position) for row in found}


NEW_FEED = {"position": 0, "live": 0, "sum_one": 0, "sum_two": 0}

MOVE_ON = (
    update(t.feed)
    .where(t.feed.c.id == bindparam("feed_id"))
    .values(
        position=bindparam("new_position"),
        live=bindparam("new_live"),
        sum_one=bindparam("new_one"),
        sum_two=bindparam("new_two"),
    )
)


def _moved_on(row: Row[Any], move: Advance) -> dict[str, int]:
    tally = Tally(row.live, row.sum_one, row.sum_two) + move.tally
    return {
        "feed_id": row.id,
        "new_position": row.position + len(move.lines),
        "new_live": tally.count,
        "new_one": tally.first,
        "new_two": tally.second,
    }


def _save_records(
    connection: Connection, batch: Batch, moves: Sequence[Advance], places: Mapping[str, Place]
) -> None:
    """New records in, changed ones over the version that was read, or Contended."""
    fresh: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for feed_id, position, record in _standing(moves, places):
        row = rows.record_row(record, feed_id, position)
        before = batch.before.get(record.id)
        if before is None:
            fresh.append(row)
        else:
            changed.append(row | {"read_id": before.id, "read_version": before.version})
    if fresh and insert_rows(connection, t.record, fresh) != len(fresh):
        raise Contended("another writer made this record")
    if changed and _write_over(connection, changed) != len(changed):
        raise Contended("another writer changed this record")


def _standing(
    moves: Sequence[Advance], places: Mapping[str, Place]
) -> Iterator[tuple[int, int, Record]]:
    """Each record that is written, with its feed's number and its position there."""
    for move in moves:
        feed_id, last = places[move.feed]
        for position, line in enumerate(move.lines, last + 1):
            if line.record is not None:
                yield feed_id, position, line.record


def _write_over(connection: Connection, changed: Sequence[Mapping[str, Any]]) -> int:
    counted = {"preserve_rowcount": True}
    return connection.execute(OVER_WHAT_WAS_READ, changed, execution_options=counted).rowcount


OVER_WHAT_WAS_READ = (
    update(t.record)
    .where(t.record.c.id == bindparam("read_id"), t.record.c.version == bindparam("read_version"))
    .values({column: bindparam(column.name) for column in t.record.c if column.name != "id"})
)


def _save_departures(
    connection: Connection, batch: Batch, moves: Sequence[Advance], places: Mapping[str, Place]
) -> None:
    """A record has at most one line in a feed: where it came, or where it left."""
    gone: list[dict[str, Any]] = []
    back: list[dict[str, Any]] = []
    for move in moves:
        feed_id, last = places[move.feed]
        for position, line in enumerate(move.lines, last + 1):
            before = batch.before.get(line.record_id)
            key = {"feed_id": feed_id, "record_id": line.record_id}
            if line.record is None:
                gone.append(key | {"position": position})
            elif before is not None and before.feed != move.feed:
                back.append({"in_feed": feed_id, "which": line.record_id})
    if gone:
        connection.execute(depart(connection.dialect.name), gone)
    if back:
        connection.execute(COME_BACK, back)


COME_BACK = delete(t.departure).where(
    t.departure.c.feed_id == bindparam("in_feed"), t.departure.c.record_id == bindparam("which")
)
