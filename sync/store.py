"""The narrow seam between the engine and whatever keeps its records."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sync.messages import Change, Outcome, Record


@dataclass(frozen=True, slots=True)
class Settled:
    """What is kept of a change that was posted before."""

    content_hash: str
    outcome: Outcome
    change: Change
    person_id: str
    received_at: datetime
    """When it first came; what was held is judged by this time when it is settled (PROTOCOL 12)."""


@dataclass(slots=True)
class Batch:
    """Everything one push saves, in one transaction (PROTOCOL 9)."""

    received_at: datetime
    settled: list[Settled] = field(default_factory=list)
    """New changes with their outcomes, held ones included, and held ones that are now final or
    held for another reason. A store raises Contended when one is already there and final."""
    records: dict[str, Record] = field(default_factory=dict)
    """New states by record id."""
    before: dict[str, Record | None] = field(default_factory=dict)
    """The same records as they were read; a store raises Contended when one has changed since."""
    kept_aside: list[tuple[Change, str]] = field(default_factory=list)
    """Changes that came under an id already used for other content, with who sent them; the same
    content again is kept once."""
    effects: list[Callable[[Any], None]] = field(default_factory=list)
    """Run in order, in the transaction, after the records are written."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where a feed stands: its small number, last position, and self-check (PROTOCOL 16)."""

    number: int
    position: int
    count: int
    checksum: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a feed: a record's stored wire form, None when it has left the feed."""

    feed: str
    position: int
    record_id: str
    wire: bytes | None


class Store(Protocol):
    """A store is opened for one push or one pull; it never commits, its owner does."""

    @property
    def epoch(self) -> str: ...

    def settled(self, change_ids: Collection[str]) -> Mapping[str, Settled]: ...

    def records(self, record_ids: Collection[str]) -> Mapping[str, Record]: ...

    def waiting_on(self, change_ids: Collection[str]) -> Sequence[Settled]:
        """Held changes that depend on any of these, oldest first."""
        ...

    def save(self, batch: Batch) -> None:
        """Write all of it; positions by feed in sorted order, in one statement at the end."""
        ...

    def heads(self, feeds: Collection[str]) -> Mapping[str, Head]:
        """Feeds that nothing was written to yet are absent."""
        ...

    def names(self, numbers: Collection[int]) -> Mapping[int, str]: ...

    def entries(self, after: Mapping[str, int], limit: int) -> Sequence[Entry]:
        """Lines after these positions, at most `limit`, feed by feed in the order given."""
        ...
