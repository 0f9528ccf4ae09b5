"""The engine's store on SQLite and PostgreSQL: a connection in a transaction of its owner's."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property

from sqlalchemy import Connection

from backend.sync_api import rows, sql_read, sql_write
from backend.sync_api.epoch import read_epoch
from backend.sync_api.rows import Proofs
from backend.sync_api.sql_read import (
    feeds_by_name,
    records_by_id,
    rows_among,
    settled_by_id,
    waiting_for,
)
from sync.messages import Record
from sync.store import Batch, Entry, Head, Settled


class SqlStore:
    """What `sync.store.Store` asks for."""

    def __init__(self, connection: Connection, proofs: Proofs | None = None) -> None:
        self._connection = connection
        self._proofs = proofs or {}
        self._numbers: dict[str, int] = {}

    @cached_property
    def epoch(self) -> str:
        """Changed by a restore from backup."""
        return read_epoch(self._connection)

    def settled(self, change_ids: Collection[str]) -> Mapping[str, Settled]:
        """Those of these changes that came before."""
        found = rows_among(self._connection, settled_by_id, change_ids)
        return {row.id: rows.settled_from(row) for row in found}

    def records(self, record_ids: Collection[str]) -> Mapping[str, Record]:
        """Those of these records that exist."""
        found = rows_among(self._connection, records_by_id, record_ids)
        records = map(rows.record_from, found)
        return {record.id: record for record in records}

    def waiting_on(self, change_ids: Collection[str]) -> Sequence[Settled]:
        """Held changes that depend on any of these, oldest first."""
        found = rows_among(self._connection, waiting_for, change_ids)
        return [rows.settled_from(row) for row in found]

    def save(self, batch: Batch) -> None:
        """Write all of it, or raise Contended."""
        sql_write.save(self._connection, batch, self._proofs)

    def heads(self, feeds: Collection[str]) -> Mapping[str, Head]:
        """Where these feeds stand; those never written to are absent."""
        found = rows_among(self._connection, feeds_by_name, feeds)
        self._numbers |= {row.name: row.id for row in found}
        return {
            row.name: Head(row.id, row.position, row.live, f"{row.sum_one:08x}{row.sum_two:08x}")
            for row in found
        }

    def names(self, numbers: Collection[int]) -> Mapping[int, str]:
        """The feeds behind the small numbers of a cursor."""
        return sql_read.feed_names(self._connection, numbers)

    def entries(self, after: Mapping[str, int], limit: int) -> Sequence[Entry]:
        """Lines after these positions, feed by feed in the order given."""
        if not after.keys() <= self._numbers.keys():
            self.heads(after)
        ids = self._numbers
        asked = [(ids[name], position) for name, position in after.items() if name in ids]
        names = {ids[name]: name for name in after if name in ids}
        lines = sql_read.entry_rows(self._connection, asked, limit)
        return [
            Entry(names[feed_id], position, record_id, wire)
            for feed_id, position, record_id, wire in lines
        ]
