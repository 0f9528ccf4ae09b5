"""Builders: `Phone` makes changes as one device would, and small helpers around push and pull."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sync.kinds import Kind
from sync.memory import MemoryShelf
from sync.messages import Change, Clock, Fields, Outcome, PullAnswer, PullRequest, Record
from sync.pull import pull
from sync.push import push
from tests.sync.things import THINGS, Access, Keeper, KeeperAuthority

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=100)
RED, BLUE, GREEN = "shelf:red", "shelf:blue", "shelf:green"


def make_id(number: int) -> str:
    """The same UUID for the same number, in order of number."""
    return str(UUID(int=(0x01920000_0000_7000_8000 << 48) + number))


def make_change(**parts: Any) -> Change:
    """A change that adds a red thing, but for `parts`."""
    usual = Change(
        id=make_id(1), device_id=make_id(9001), number=1, kind="add_thing", schema=1, feed=RED,
        record_id=make_id(501), base_version=0, depends_on=(), fields={"name": "cup"},
        occurred_at=NOON, clock=Clock(NOON, 0, True),
    )  # fmt: skip
    return replace(usual, **parts)


@dataclass
class Phone:
    """One device: it numbers its changes, and gives each an id of its own."""

    number: int
    made: int = 0

    @property
    def device_id(self) -> str:
        return make_id(9000 + self.number)

    def change(self, kind: str, thing: int, fields: Fields, **parts: Any) -> Change:
        """The next change of this phone, to thing number `thing`."""
        self.made += 1
        return make_change(
            id=make_id(self.number * 100_000 + self.made),
            device_id=self.device_id,
            number=self.made,
            kind=kind,
            record_id=make_id(500 + thing),
            fields=fields,
            **parts,
        )

    def add(self, thing: int = 1, **fields: Any) -> Change:
        """A new thing on the red shelf."""
        return self.change("add_thing", thing, fields or {"name": "cup"})

    def edit(self, thing: int = 1, base: int = 1, **fields: Any) -> Change:
        """An edit of a thing that this phone last saw at version `base`."""
        return self.change("edit_thing", thing, fields, base_version=base)


@dataclass
class Server:
    """An engine over memory, with Ann and Bob, who both have the red shelf."""

    shelf: MemoryShelf = field(default_factory=MemoryShelf)
    kinds: dict[str, Kind] = field(default_factory=lambda: dict(THINGS))
    now: datetime = NOON
    people: dict[str, Keeper] = field(
        default_factory=lambda: {
            "ann": Keeper("ann", (Access(RED, LONG_AGO), Access(BLUE, LONG_AGO))),
            "bob": Keeper("bob", (Access(RED, LONG_AGO),)),
        }
    )

    def push(self, *offered: Any, by: str = "ann") -> list[Outcome]:
        """As one request would."""
        authority = KeeperAuthority(self.people[by], self.people)
        with self.shelf.writing() as store:
            return push(store, self.kinds, offered, authority, self.now)

    def statuses(self, *offered: Any, by: str = "ann") -> list[str]:
        """The outcomes of a push, in a word each."""
        return [outcome.status for outcome in self.push(*offered, by=by)]

    def pull(
        self, cursor: str | None = None, by: str = "ann", limit: int = 500, **asked: Any
    ) -> PullAnswer:
        """What is new for a person."""
        feeds = self.people[by].feeds(self.now)
        with self.shelf.reading() as store:
            return pull(store, feeds, PullRequest(cursor, **asked), limit, by)

    def thing(self, number: int = 1) -> Record:
        """A thing as it stands."""
        return self.shelf.records[make_id(500 + number)]

    def position(self, feed: str = RED) -> int:
        """How far a feed has come."""
        return self.shelf.feeds[feed].position if feed in self.shelf.feeds else 0


def codes(outcomes: Sequence[Outcome]) -> list[str | None]:
    """The reasons of outcomes, by their codes."""
    return [outcome.reason.code if outcome.reason else None for outcome in outcomes]
