"""A store in memory: for tests and simulation, and to read what a store must do."""

import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from sync.checksum import Tally
from sync.errors import Contended
from sync.feeds import Advance, advances
from sync.keeping import record_bytes
from sync.messages import Change, Record
from sync.store import Batch, Entry, Head, Settled


@dataclass(slots=True)
class MemoryFeed:
    """One feed: its lines by record, newest position last."""

    number: int
    position: int = 0
    tally: Tally = field(default_factory=Tally)
    lines: dict[str, Entry] = field(default_factory=dict)
    """In order of position: a record written again leaves its place and joins at the end."""


class MemoryShelf:
    """What lasts between one push or pull and the next."""

    def __init__(self) -> None:
        self.epoch = secrets.token_hex(16)
        self.settled: dict[str, Settled] = {}
        self.held: dict[str, Settled] = {}
        self.records: dict[str, Record] = {}
        self.feeds: dict[str, MemoryFeed] = {}
        self.names: dict[int, str] = {}
        self.kept_aside: dict[tuple[str, str], tuple[Change, str]] = {}

    @contextmanager
    def writing(self) -> Iterator["MemoryStore"]:
        """A store for one push; an error that leaves the block leaves nothing behind."""
        before = self.copied()
        try:
            yield MemoryStore(self)
        except BaseException:
            self.__dict__.update(before)
            raise

    @contextmanager
    def reading(self) -> Iterator["MemoryStore"]:
        """A store for one pull."""
        yield MemoryStore(self)

    def copied(self, what: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """All of it as it stands (or as such a copy has it), to be put back later."""
        kept = vars(self) if what is None else what
        copied: dict[str, Any] = {
            name: dict(value) for name, value in kept.items() if isinstance(value, dict)
        }
        copied["feeds"] = {
            name: replace(feed, lines=dict(feed.lines)) for name, feed in kept["feeds"].items()
        }
        return copied

    def back_up(self) -> "MemoryShelf":
        """A copy of all of it as it stands."""
        return deepcopy(self)

    def restore(self, backup: "MemoryShelf") -> None:
        """Become as the copy was, in a new epoch (PROTOCOL 14)."""
        self.__dict__.update(deepcopy(backup).__dict__)
        self.epoch = secrets.token_hex(16)


class MemoryStore:
    """The seam of `store.py` over a shelf."""

    def __init__(self, shelf: MemoryShelf) -> None:
        self._shelf = shelf

    @property
    def epoch(self) -> str:
        return self._shelf.epoch

    def settled(self, change_ids: Collection[str]) -> Mapping[str, Settled]:
        known = self._shelf.settled
        return {id_: known[id_] for id_ in change_ids if id_ in known}

    def records(self, record_ids: Collection[str]) -> Mapping[str, Record]:
        known = self._shelf.records
        return {id_: known[id_] for id_ in record_ids if id_ in known}

    def waiting_on(self, change_ids: Collection[str]) -> Sequence[Settled]:
        held = self._shelf.held.values()
        return [one for one in held if not set(change_ids).isdisjoint(one.change.depends_on)]

    def save(self, batch: Batch) -> None:
        self._check_unmoved(batch)
        for one in batch.settled:
            self._keep_settled(one)
        for change, person_id in batch.kept_aside:
            key = (change.id, change.content_hash())
            self._shelf.kept_aside.setdefault(key, (change, person_id))
        self._shelf.records.update(batch.records)
        for advance in advances(batch):
            self._advance(advance)
        for effect in batch.effects:
            effect(self._shelf)

    def heads(self, feeds: Collection[str]) -> Mapping[str, Head]:
        known = self._shelf.feeds
        return {name: _head(known[name]) for name in feeds if name in known}

    def names(self, numbers: Collection[int]) -> Mapping[int, str]:
        known = self._shelf.names
        return {number: known[number] for number in numbers if number in known}

    def entries(self, after: Mapping[str, int], limit: int) -> Sequence[Entry]:
        found: list[Entry] = []
        for name, place in after.items():
            lines = self._shelf.feeds[name].lines.values() if name in self._shelf.feeds else ()
            found.extend(line for line in lines if line.position > place)
            if len(found) >= limit:
                break
        return found[:limit]

    def _check_unmoved(self, batch: Batch) -> None:
        for record_id, before in batch.before.items():
            now = self._shelf.records.get(record_id)
            if (now and now.version) != (before and before.version):
                raise Contended(f"record {record_id} has changed")
        for one in batch.settled:
            if self._is_final(one.change.id):
                raise Contended(f"change {one.change.id} has been settled")

    def _is_final(self, change_id: str) -> bool:
        known = self._shelf.settled.get(change_id)
        return known is not None and known.outcome.status != "held"

    def _keep_settled(self, one: Settled) -> None:
        self._shelf.settled[one.change.id] = one
        if one.outcome.status == "held":
            self._shelf.held[one.change.id] = one
        else:
            self._shelf.held.pop(one.change.id, None)

    def _advance(self, advance: Advance) -> None:
        feed = self._feed(advance.feed)
        feed.tally += advance.tally
        for line in advance.lines:
            feed.position += 1
            feed.lines.pop(line.record_id, None)
            wire = record_bytes(line.record) if line.record else None
            feed.lines[line.record_id] = Entry(advance.feed, feed.position, line.record_id, wire)

    def _feed(self, name: str) -> MemoryFeed:
        feed = self._shelf.feeds.get(name)
        if feed is None:
            feed = self._shelf.feeds[name] = MemoryFeed(number=len(self._shelf.feeds) + 1)
            self._shelf.names[feed.number] = name
        return feed


def _head(feed: MemoryFeed) -> Head:
    return Head(feed.number, feed.position, feed.tally.count, feed.tally.checksum)
