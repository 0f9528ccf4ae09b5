"""The server of a simulation: real bytes in and out, over any store, and one who watches it."""

import json
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from sync.checksum import Tally
from sync.kinds import Kind
from sync.messages import Request
from sync.pull import pull
from sync.push import push
from sync.store import Entry, Store
from sync.wire import answer_bytes, read_request
from tests.simulation.phone import Values
from tests.simulation.world import NEW_KIND, World
from tests.sync.things import THINGS, KeeperAuthority


class Shelf(Protocol):
    """Where stores come from; `writing()` keeps nothing when an error leaves its block."""

    def writing(self) -> AbstractContextManager[Store]: ...

    def reading(self) -> AbstractContextManager[Store]: ...

    def back_up(self) -> Any: ...

    def restore(self, backup: Any) -> None:
        """Go back to a backup where it can, and begin a new epoch."""
        ...


class CrashedError(Exception):
    """The server was killed before it could commit."""


@dataclass
class Watcher:
    """Follows every feed line by line: no position may be missing, no self-check wrong."""

    feeds: list[str]
    positions: dict[str, int] = field(default_factory=dict)
    rows: dict[str, dict[str, int]] = field(default_factory=dict)

    def begin(self, store: Store) -> None:
        """From a store that may have something in it."""
        self.positions, self.rows = {}, {feed: {} for feed in self.feeds}
        for entry in store.entries(dict.fromkeys(self.feeds, 0), 1_000_000):
            self._note(entry)

    def look(self, store: Store) -> None:
        """After each push."""
        heads = store.heads(self.feeds)
        behind = {
            feed: self.positions.get(feed, 0)
            for feed, head in sorted(heads.items())
            if head.position != self.positions.get(feed, 0)
        }
        for entry in store.entries(behind, 1_000_000) if behind else ():
            expected = self.positions.get(entry.feed, 0) + 1
            assert entry.position == expected, f"{entry.feed}: a gap or a repeat at {expected}"
            self._note(entry)
        for feed in behind:
            self._check(feed, heads[feed].position, heads[feed].checksum, heads[feed].count)

    def _note(self, entry: Entry) -> None:
        self.positions[entry.feed] = entry.position
        rows = self.rows.setdefault(entry.feed, {})
        rows.pop(entry.record_id, None)
        if entry.wire is not None:
            rows[entry.record_id] = json.loads(entry.wire)["version"]

    def _check(self, feed: str, position: int, checksum: str, count: int) -> None:
        tally = Tally()
        for record_id, version in self.rows.get(feed, {}).items():
            tally = tally.with_line(record_id, version)
        assert self.positions.get(feed) == position, f"{feed}: the head is not the last line"
        assert (tally.count, tally.checksum) == (count, checksum), f"{feed}: self-check is wrong"


@dataclass
class Server:
    """Settles and answers, and remembers what it said."""

    world: World
    shelf: Shelf
    kinds: dict[str, Kind] = field(default_factory=lambda: dict(THINGS))
    said: dict[str, Values] = field(default_factory=dict)
    """The outcome of each settled change, by its id; since the last restore."""

    def __post_init__(self) -> None:
        self.watcher = Watcher(self.world.shelves)

    def handle(self, request: bytes, person: str, *, crash: bool = False) -> bytes:
        """One request; raises CrashedError with nothing kept."""
        read = read_request(json.loads(request))
        keeper = self.world.people[person]
        authority = KeeperAuthority(keeper, self.world.people)
        with self.shelf.writing() as store:
            outcomes = push(store, self.kinds, read.changes, authority, self.world.now)
            if crash:
                raise CrashedError
        answer = self._answer(read, outcomes, keeper.feeds(self.world.now))
        self._remember(json.loads(answer)["outcomes"])
        return answer

    def learn_new_kind(self) -> None:
        """A new release of the server."""
        self.kinds[NEW_KIND] = replace(THINGS["edit_thing"], name=NEW_KIND)

    def restore(self, backup: Any) -> None:
        """From backup: what was said since may be said otherwise now."""
        self.shelf.restore(backup)
        self.said.clear()
        with self.shelf.reading() as store:
            self.watcher.begin(store)

    def _answer(self, read: Request, outcomes: Any, feeds: list[str]) -> bytes:
        with self.shelf.reading() as store:
            if read.changes:
                self.watcher.look(store)
            asked = read.pull
            pulled = pull(store, feeds, asked, self.world.plan.page) if asked else None
        return answer_bytes(self.world.now, outcomes, pulled)

    def _remember(self, outcomes: list[Values]) -> None:
        """The same answer for ever (PROTOCOL 4)."""
        for outcome in outcomes:
            if outcome["status"] == "held":
                assert outcome["id"] not in self.said, f"{outcome['id']} was settled before"
                continue
            known = {key: value for key, value in outcome.items() if key != "index"}
            before = self.said.setdefault(outcome["id"], known)
            assert before == known, f"two answers to one change: {before} and {known}"
