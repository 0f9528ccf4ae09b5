"""What a push does to the feeds: which lines each gets, in which order, and its new self-check.

A record stands in exactly one feed. When it moves, its old feed gets a departure (PROTOCOL 15).
Stores use this so that they differ only in how they keep things.
"""

from dataclasses import dataclass, field

from sync.checksum import Tally
from sync.messages import Record
from sync.store import Batch


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be written at a feed's next position; a departure where `record` is None."""

    record_id: str
    record: Record | None


@dataclass(slots=True)
class Advance:
    """What one push adds to one feed: the position grows by the number of lines."""

    feed: str
    lines: list[Line] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    """To be added to the feed's own, each sum modulo 2**32."""


def advances(batch: Batch) -> list[Advance]:
    """Feed by feed in sorted order, so that writers who meet never wait in a ring."""
    by_feed: dict[str, Advance] = {}
    for record_id, record in batch.records.items():
        before = batch.before.get(record_id)
        if before is not None:
            _leave(by_feed, before, moved=before.feed != record.feed)
        new = by_feed.setdefault(record.feed, Advance(record.feed))
        new.lines.append(Line(record_id, record))
        new.tally = new.tally.with_line(record_id, record.version)
    return [by_feed[feed] for feed in sorted(by_feed)]


def _leave(by_feed: dict[str, Advance], before: Record, *, moved: bool) -> None:
    old = by_feed.setdefault(before.feed, Advance(before.feed))
    old.tally = old.tally.without_line(before.id, before.version)
    if moved:
        old.lines.append(Line(before.id, None))
