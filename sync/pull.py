"""From the server to phones: one page over all feeds of a person, and its cursor."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sync.checksum import Tally
from sync.cursor import make_cursor, read_cursor
from sync.messages import Check, FeedPage, PullAnswer, PullRequest
from sync.store import Entry, Head, Store

MOST_RECORDS = 500
MOST_BYTES = 1_000_000
"""A page ends with the line that passes this, so that it gets through a thin link."""


def pull(
    store: Store,
    feeds: Sequence[str],
    asked: PullRequest,
    limit: int = MOST_RECORDS,
    reader: str = "",
) -> PullAnswer:
    """What is new in `feeds`: all that `reader` may see, in order of need (PROTOCOL 14)."""
    where = _read_where(store, feeds, asked, reader)
    behind = where.behind()
    entries = store.entries(behind, limit) if behind else ()
    within = _within_bytes(entries)
    cut = len(entries) >= limit or len(within) < len(entries)
    pages = _make_pages(where, list(behind), within, cut=cut)
    more = len(pages) < len(behind) or not all(page.complete for page in pages)
    return PullAnswer(
        cursor=make_cursor(store.epoch, reader, where.positions_after(pages, within)),
        reset=where.reset,
        more=more,
        feeds=(*pages, *where.empty_pages()),
        drop=tuple(sorted(where.drop)),
        checks=where.checks() if asked.check_all and not more else (),
    )


@dataclass(frozen=True, slots=True)
class _Where:
    """Where the feeds stand, and where the phone stands in them."""

    feeds: tuple[str, ...]
    refresh: frozenset[str]
    heads: Mapping[str, Head]
    known: Mapping[int, int]
    reset: bool
    drop: frozenset[str]

    def is_afresh(self, feed: str) -> bool:
        head = self.heads[feed]
        return (
            feed in self.refresh or self.known.get(head.number, head.position + 1) > head.position
        )

    def behind(self) -> dict[str, int]:
        """The feeds with something to send, and after which position; repairs first."""
        first = sorted((feed for feed in self.feeds if feed in self.heads), key=self._is_not_repair)
        after = {feed: 0 if self.is_afresh(feed) else self._position(feed) for feed in first}
        return {feed: place for feed, place in after.items() if place < self.heads[feed].position}

    def positions_after(self, pages: Iterable[FeedPage], sent: Sequence[Entry]) -> dict[int, int]:
        """The next cursor: feeds that the phone has, as far as this page takes it."""
        ours = {head.number for head in self.heads.values()}
        positions = {number: at for number, at in self.known.items() if number in ours}
        for page in pages:
            head = self.heads[page.feed]
            positions[head.number] = head.position if page.complete else sent[-1].position
        return positions

    def empty_pages(self) -> list[FeedPage]:
        """A repair of a feed that nothing was ever written to: there is nothing to hold."""
        wanted = [feed for feed in self.feeds if feed in self.refresh and feed not in self.heads]
        return [FeedPage(feed, True, True, (), (), 0, Tally().checksum) for feed in wanted]

    def checks(self) -> tuple[Check, ...]:
        return tuple(self._check(feed) for feed in self.feeds)

    def _check(self, feed: str) -> Check:
        head = self.heads.get(feed)
        return Check(feed, head.count, head.checksum) if head else Check(feed, 0, Tally().checksum)

    def _position(self, feed: str) -> int:
        return self.known[self.heads[feed].number]

    def _is_not_repair(self, feed: str) -> bool:
        return feed not in self.refresh


def _read_where(store: Store, feeds: Sequence[str], asked: PullRequest, reader: str) -> _Where:
    heads = store.heads(feeds)
    known = {} if asked.cursor is None else read_cursor(store.epoch, reader, asked.cursor)
    left = (known or {}).keys() - {head.number for head in heads.values()}
    return _Where(
        feeds=tuple(dict.fromkeys(feeds)),
        refresh=frozenset(asked.refresh),
        heads=heads,
        known=known or {},
        reset=known is None,
        drop=frozenset(store.names(left).values()) if left else frozenset(),
    )


def _within_bytes(entries: Sequence[Entry]) -> Sequence[Entry]:
    total = 0
    for index, entry in enumerate(entries):
        total += len(entry.wire or b"")
        if total > MOST_BYTES:
            return entries[: index + 1]
    return entries


def _make_pages(
    where: _Where, behind: Sequence[str], sent: Sequence[Entry], *, cut: bool
) -> list[FeedPage]:
    lines: dict[str, list[Entry]] = {}
    for entry in sent:
        lines.setdefault(entry.feed, []).append(entry)
    reached = behind[: behind.index(sent[-1].feed) + 1] if cut else behind
    return [
        _make_page(where, feed, lines.get(feed, []), last=cut and feed == reached[-1])
        for feed in reached
    ]


def _make_page(where: _Where, feed: str, lines: Sequence[Entry], *, last: bool) -> FeedPage:
    head, afresh = where.heads[feed], where.is_afresh(feed)
    gone = () if afresh else tuple(line.record_id for line in lines if line.wire is None)
    return FeedPage(
        feed=feed,
        afresh=afresh,
        complete=not last or lines[-1].position >= head.position,
        records=tuple(line.wire for line in lines if line.wire is not None),
        gone=gone,
        count=head.count,
        checksum=head.checksum,
    )
