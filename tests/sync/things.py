"""A small neutral product for tests and for `sync/examples`: things, which stand on shelves.

A person may write on the shelves that they have, and on one that they had when the work was done;
the second is a late contribution. The six kinds below are one for each effect.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sync.errors import Refused
from sync.kinds import ANY_TYPE, Desk, Kind
from sync.messages import Change, Fields, Record

TEXTS = ("name", "colour", "note", "status", "to", "reason", "change_id", "field", "choose")


@dataclass(frozen=True, slots=True)
class Access:
    """A shelf that a person has, or had: from when, until when."""

    feed: str
    from_at: datetime
    until_at: datetime | None = None

    def covers(self, moment: datetime) -> bool:
        """Whether the person has the shelf at this moment."""
        return self.from_at <= moment and (self.until_at is None or moment < self.until_at)


@dataclass(frozen=True, slots=True)
class Keeper:
    """A person who keeps things."""

    person_id: str
    access: tuple[Access, ...]

    def has(self, feed: str, moment: datetime) -> bool:
        """Whether the shelf was theirs then."""
        return any(one.feed == feed and one.covers(moment) for one in self.access)

    def feeds(self, moment: datetime) -> list[str]:
        """Their shelves at this moment, sorted: the order in which a pull sends them."""
        return sorted({one.feed for one in self.access if one.covers(moment)})


@dataclass(frozen=True, slots=True)
class KeeperAuthority:
    """The session says who posts; who posted what was held is looked up by name."""

    posting: Keeper
    everyone: Mapping[str, Keeper]

    def author_of(self, change: Change) -> Keeper:
        return self.posting

    def author_again(self, change: Change, person_id: str) -> Keeper:
        return self.everyone[person_id]


def read_thing(change: Change) -> Fields:
    """Text in the fields of text, a whole number in `amount`, and nothing else."""
    wrong = {name: "is not known" for name in change.fields if name not in (*TEXTS, "amount")}
    for name in TEXTS:
        if not isinstance(change.fields.get(name, ""), str | None):
            wrong[name] = "must be text"
    if not isinstance(change.fields.get("amount", 0), int | None):
        wrong["amount"] = "must be a whole number"
    if wrong:
        raise Refused("invalid-fields", "Some fields are not as they must be.", wrong)
    return dict(change.fields)


def check_shelf(change: Change, current: Record | None, desk: Desk) -> None:
    """Only on own shelves, or those of the time when the work was done."""
    keeper = desk.author
    assert isinstance(keeper, Keeper)
    feed = current.feed if current else change.feed
    if keeper.has(feed, desk.received_at):
        return
    if not keeper.has(change.feed, desk.happened_at):
        raise Refused("not-yours", "This is not on a shelf of yours.")
    desk.mark_late()


def check_undecided(change: Change, current: Record | None, desk: Desk) -> None:
    """A decision is made once."""
    check_shelf(change, current, desk)
    if current is not None and current.fields.get("status"):
        raise Refused("decided-already", "This has been decided.")


def to_shelf(change: Change, desk: Desk) -> str:
    """Where a move leads."""
    return str(change.fields["to"])


def without_shelf(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """A move sets no field."""
    return {}


KINDS: Sequence[Kind] = (
    Kind("add_thing", "thing", "create", read_thing, check_shelf),
    Kind("edit_thing", "thing", "edit", read_thing, check_shelf),
    Kind("correct_thing", "thing", "correct", read_thing, check_shelf),
    Kind("decide_thing", "thing", "decide", read_thing, check_undecided),
    Kind(
        "move_thing", "thing", "move", read_thing, check_shelf,
        becomes=without_shelf, home=to_shelf,
    ),
    Kind("choose_thing", ANY_TYPE, "choose", read_thing, check_shelf),
)  # fmt: skip

THINGS: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}
