"""What the SQL store writes for one push: a fixed number of statements, whatever the batch.

Order matters. Feeds' rows are locked in sorted order and only after everything that can be written
without them, so that a feed is held for as short as can be and two pushes never wait for each other
in a ring. A position is seen by nobody before the commit that also holds its record: no gaps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Executable, Row, Table, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from backend.sync_api import models as t
from backend.sync_api import rows
from backend.sync_api.sql_read import among, feed_rows, rows_among
from sync.errors import Contended
from sync.messages import Record
from sync.store import Batch

TWO_32 = 1 << 32
Insert = postgresql.Insert | sqlite.Insert


@dataclass(slots=True)
class Turn:
    """What one feed goes through in this push."""

    arrivals: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    """Those of the arrivals that come from another feed."""
    departures: list[str] = field(default_factory=list)
    count: int = 0
    sums: tuple[int, int] = (0, 0)


def save(connection: Connection, batch: Batch) -> None:
    """All of it, or Contended with nothing that the caller may keep."""
    _save_changes(connection, batch)
    _save_kept_aside(connection, batch)
    turns = _turns(batch)
    if turns:
        places = _take_positions(connection, turns)
        _save_records(connection, batch, turns, places)
        _save_departures(connection, turns, places)
    for effect in batch.effects:
        effect(connection)


def insert_into(connection: Connection, table: Table) -> Insert:
    """Both databases know ON CONFLICT; SQLAlchemy spells it by dialect."""
    return (
        postgresql.insert(table)
        if connection.dialect.name == "postgresql"
        else sqlite.insert(table)
    )


def _save_changes(connection: Connection, batch: Batch) -> None:
    """A change that was held becomes final; one that is final is never written again."""
    if not batch.settled:
        return
    lines = sorted(
        (rows.change_row(one, batch.received_at) for one in batch.settled), key=lambda r: r["id"]
    )
    query = insert_into(connection, t.change)
    query = query.on_conflict_do_update(
        index_elements=[t.change.c.id],
        set_={"status": query.excluded.status, "outcome": query.excluded.outcome},
        where=(t.change.c.status == "held") & (t.change.c.hash == query.excluded.hash),
    )
    _all_or_contended(connection, query, lines)
    _save_waiting(connection, batch)


def _save_waiting(connection: Connection, batch: Batch) -> None:
    held = [one.change for one in batch.settled if one.outcome.status == "held"]
    final = [one.change.id for one in batch.settled if one.outcome.status != "held"]
    needs = [{"needs_id": n, "change_id": c.id} for c in held for n in sorted(set(c.depends_on))]
    if needs:
        connection.execute(
            insert_into(connection, t.change_waiting).on_conflict_do_nothing(), needs
        )
    if final:
        gone = delete(t.change_waiting).where(
            among(connection, t.change_waiting.c.change_id, "keys")
        )
        connection.execute(gone, {"keys": sorted(final)})


def _save_kept_aside(connection: Connection, batch: Batch) -> None:
    lines = [rows.aside_row(change, who, batch.received_at) for change, who in batch.kept_aside]
    if lines:
        connection.execute(t.kept_aside.insert(), lines)


def _turns(batch: Batch) -> dict[str, Turn]:
    """Each feed's arrivals and departures, in the order of the batch, with its self-check's change."""
    turns: dict[str, Turn] = {}
    for record_id, record in batch.records.items():
        before = batch.before.get(record_id)
        if before is not None:
            _count(turns.setdefault(before.feed, Turn()), before, -1)
            if before.feed != record.feed:
                turns[before.feed].departures.append(record_id)
        turn = turns.setdefault(record.feed, Turn())
        _count(turn, record, 1)
        turn.arrivals.append(record_id)
        if before is not None and before.feed != record.feed:
            turn.moved.append(record_id)
    return turns


def _count(turn: Turn, record: Record, sign: int) -> None:
    one, two = rows.checksum_parts(record.id, record.version)
    turn.count += sign
    turn.sums = (turn.sums[0] + sign * one, turn.sums[1] + sign * two)


def _take_positions(
    connection: Connection, turns: Mapping[str, Turn]
) -> dict[str, tuple[int, int]]:
    """Lock the feeds in sorted order and move each on: (feed id, last position before) by name."""
    names = sorted(turns)
    missing = set(names) - {row.name for row in feed_rows(connection, names)}
    if missing:
        lines = [{"name": name, **NEW_FEED} for name in sorted(missing)]
        connection.execute(insert_into(connection, t.feed).on_conflict_do_nothing(), lines)
    wanted = select(t.feed).order_by(t.feed.c.name).with_for_update()
    locked = rows_among(connection, wanted, t.feed.c.name, names)
    connection.execute(MOVE_ON, [_moved_on(row, turns[row.name]) for row in locked])
    return {row.name: (row.id, row.position) for row in locked}


NEW_FEED = {"position": 0, "count": 0, "sum_one": 0, "sum_two": 0}

MOVE_ON = (
    update(t.feed)
    .where(t.feed.c.id == bindparam("feed_id"))
    .values(
        position=bindparam("new_position"),
        count=bindparam("new_count"),
        sum_one=bindparam("new_one"),
        sum_two=bindparam("new_two"),
    )
)


def _moved_on(row: Row[Any], turn: Turn) -> dict[str, int]:
    return {
        "feed_id": row.id,
        "new_position": row.position + len(turn.arrivals) + len(turn.departures),
        "new_count": row.count + turn.count,
        "new_one": (row.sum_one + turn.sums[0]) % TWO_32,
        "new_two": (row.sum_two + turn.sums[1]) % TWO_32,
    }


def _save_records(
    connection: Connection,
    batch: Batch,
    turns: Mapping[str, Turn],
    places: Mapping[str, tuple[int, int]],
) -> None:
    """New records in, changed ones over the version that was read, or Contended."""
    fresh: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for name, turn in turns.items():
        feed_id, last = places[name]
        for position, record_id in enumerate(turn.arrivals, last + 1):
            row = rows.record_row(batch.records[record_id], feed_id, position)
            before = batch.before.get(record_id)
            if before is None:
                fresh.append(row)
            else:
                changed.append({**row, "read_id": before.id, "read_version": before.version})
    add = insert_into(connection, t.record).on_conflict_do_nothing()
    _all_or_contended(connection, add, fresh)
    _all_or_contended(connection, OVER_WHAT_WAS_READ, changed)


OVER_WHAT_WAS_READ = (
    update(t.record)
    .where(t.record.c.id == bindparam("read_id"), t.record.c.version == bindparam("read_version"))
    .values({c: bindparam(c.name) for c in t.record.c if c.name != "id"})
)


def _save_departures(
    connection: Connection, turns: Mapping[str, Turn], places: Mapping[str, tuple[int, int]]
) -> None:
    """A record has at most one line in a feed: where it came, or where it left."""
    for name, turn in turns.items():
        back = (t.departure.c.feed_id == places[name][0]) & t.departure.c.record_id.in_(turn.moved)
        if turn.moved:
            connection.execute(delete(t.departure).where(back))
    lines = [
        {"feed_id": places[name][0], "record_id": record_id, "position": position}
        for name, turn in turns.items()
        for position, record_id in enumerate(
            turn.departures, places[name][1] + len(turn.arrivals) + 1
        )
    ]
    if lines:
        query = insert_into(connection, t.departure)
        again = {"position": query.excluded.position}
        keys = [t.departure.c.feed_id, t.departure.c.record_id]
        connection.execute(query.on_conflict_do_update(index_elements=keys, set_=again), lines)


def _all_or_contended(
    connection: Connection, query: Executable, lines: Sequence[Mapping[str, Any]]
) -> None:
    if lines and connection.execute(query, lines).rowcount != len(lines):
        raise Contended("another writer was here first")
