"""The desk at which one change is settled, and the ledger of one push."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sync.kinds import Author
from sync.merging import is_same, stamped
from sync.messages import Change, Record
from sync.store import Batch, Settled, Store


class Ledger:
    """What one push has read, how things now stand, and what is to be saved."""

    def __init__(self, store: Store, received_at: datetime) -> None:
        self._store = store
        self._read: dict[str, Record | None] = {}
        self._now: dict[str, Record | None] = {}
        self._past: dict[str, Settled] = {}
        self._entered: dict[str, Settled] = {}
        self.batch = Batch(received_at)
        self.received_at = received_at

    def read_changes(self, change_ids: Collection[str]) -> None:
        """Load what is known of these changes, in one go."""
        self._past.update(self._store.settled(change_ids))

    def read_waiting(self, change_ids: Collection[str]) -> list[Settled]:
        """Held changes that wait for these, or for one that waits; each once (PROTOCOL 3)."""
        found: dict[str, Settled] = {}
        asked = set(change_ids)
        while asked:
            waiting = self._store.waiting_on(asked)
            asked = {held.change.id for held in waiting} - found.keys() - set(change_ids)
            found.update((held.change.id, held) for held in waiting)
        self._past.update(found)
        self.read_changes({d for held in found.values() for d in held.change.depends_on})
        return list(found.values())

    def read_records(self, record_ids: Collection[str]) -> None:
        """Load these records, in one go."""
        wanted = set(record_ids) - self._now.keys()
        if wanted:
            found = self._store.records(wanted)
            states = {record_id: found.get(record_id) for record_id in wanted}
            self._read.update(states)
            self._now.update(states)

    def find(self, change_id: str) -> Settled | None:
        """What is known of a change, from before or from this push."""
        return self._past.get(change_id)

    def record(self, record_id: str) -> Record | None:
        """As it stands after what this push has settled; one that no rule announced is read now."""
        if record_id not in self._now:
            self.read_records((record_id,))
        return self._now[record_id]

    def enter(self, settled: Settled) -> None:
        """Note an outcome; one that is as it was needs no writing."""
        before = self._past.get(settled.change.id)
        self._past[settled.change.id] = settled
        if before is None or before.outcome != settled.outcome:
            self._entered[settled.change.id] = settled

    def keep(self, desk: "PushDesk") -> None:
        """Take over what one change has left at its desk."""
        for record_id, record in desk.written.items():
            self._now[record_id] = record
            self.batch.records[record_id] = record
            self.batch.before[record_id] = self._read[record_id]
        self.batch.effects.extend(desk.effects)

    def save(self) -> None:
        """One transaction for all of it, or nothing at all when nothing is new (PROTOCOL 9)."""
        self.batch.settled = list(self._entered.values())
        if self.batch.settled or self.batch.kept_aside:
            self._store.save(self.batch)


class PushDesk:
    """What one change may look at and leave behind; given up whole when the change is refused."""

    def __init__(
        self, ledger: Ledger, change: Change, author: Author, received_at: datetime
    ) -> None:
        self._ledger = ledger
        self._change = change
        self.author = author
        self.received_at = received_at
        self.happened_at = change.happened_at(received_at)
        self.late = False
        self.written: dict[str, Record] = {}
        self.effects: list[Callable[[Any], None]] = []

    def record(self, record_id: str) -> Record | None:
        """As it stands now, with what this change has written."""
        return self.written.get(record_id) or self._ledger.record(record_id)

    def put(self, record: Record) -> None:
        """Save a record as it is."""
        self.written[record.id] = record

    def write(self, record: Record) -> None:
        """Save another record with this change; what differs is stamped as set by it."""
        before = self.record(record.id)
        expected = before.version + 1 if before else 1
        if record.version != expected:
            raise ValueError(f"version {record.version} written where {expected} comes next")
        old = before.fields if before else {}
        names = {
            name: value
            for name, value in record.fields.items()
            if name not in old or not is_same(old[name], value)
        }
        stamps = stamped(record.stamps, self._change, names, record.version)
        self.put(replace(record, stamps=stamps))

    def also(self, effect: Callable[[Any], None]) -> None:
        """Run with the transaction when this push is saved."""
        self.effects.append(effect)

    def mark_late(self) -> None:
        """This is a late contribution (PROTOCOL 10)."""
        self.late = True
