"""An engine that is broken on purpose is caught: otherwise the simulation proves nothing."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

import sync.feeds
import sync.memory
import sync.merging
import sync.pull
import sync.push
import sync.settle
from sync.checksum import Tally
from sync.cursor import make_cursor
from sync.desk import Ledger
from sync.feeds import Advance
from sync.memory import MemoryShelf, MemoryStore
from sync.merging import Merge
from sync.messages import Change, Fields, Outcome, PullAnswer, Record, Stamp
from sync.store import Settled
from tests.simulation.plan import Plan
from tests.simulation.running import run

PLAN = Plan(seed=0, changes=900, phones=14, people=8, shelves=4, restores=False)
SEEDS = (1, 2, 3)
Break = Callable[[pytest.MonkeyPatch], None]


def drop_merges(patch: pytest.MonkeyPatch) -> None:
    """Says `merged`, and sets nothing of an older base."""
    right = sync.merging.merge

    def merge(change: Change, current: Record, wanted: Fields, base: int) -> Merge:
        merged = right(change, current, wanted, base)
        return merged if base >= current.version else Merge(lost=merged.lost)

    patch.setattr(sync.merging, "merge", merge)


def drop_the_other_value(patch: pytest.MonkeyPatch) -> None:
    """The last one wins in silence, or rather the first."""
    patch.setattr(sync.settle, "_conflicts", lambda case, lost: [])


def ignore_who_set_what(patch: pytest.MonkeyPatch) -> None:
    """The last one wins in silence."""
    patch.setattr(sync.merging, "standing_of", lambda stamp, change, base: "free")


def ignore_the_order_of_a_phone(patch: pytest.MonkeyPatch) -> None:
    """An older change of the same phone replaces its newer one."""

    def standing_of(stamp: Stamp | None, change: Change, base: int) -> str:
        is_free = stamp is None or stamp.version <= base or stamp.device_id == change.device_id
        return "free" if is_free else "other"

    patch.setattr(sync.merging, "standing_of", standing_of)


def forget_what_was_settled(patch: pytest.MonkeyPatch) -> None:
    """A change sent again is settled again."""

    def settled(self: MemoryStore, change_ids: Collection[str]) -> Mapping[str, Settled]:
        return {}

    patch.setattr(MemoryStore, "settled", settled)
    patch.setattr(MemoryStore, "_is_final", lambda self, change_id: False)


def lose_what_is_held(patch: pytest.MonkeyPatch) -> None:
    """Says `accepted` to what waits for another, and never applies it."""
    patch.setattr(
        sync.push, "_waiting", lambda change: Outcome(change.id, "accepted", change.record_id, 1)
    )


def never_release(patch: pytest.MonkeyPatch) -> None:
    """What was held stays held, although what it waited for has come."""
    right = sync.push._Push._verdict

    def verdict(self: Any, entry: Settled, author: Any) -> Outcome:
        return (
            sync.push._waiting(entry.change)
            if entry.change.depends_on
            else right(self, entry, author)
        )

    patch.setattr(sync.push._Push, "_verdict", verdict)


def settle_without_saving(patch: pytest.MonkeyPatch) -> None:
    """Now and then a record is left out of what is saved."""
    right = Ledger.save

    def save(self: Ledger) -> None:
        if len(self.batch.records) > 2:
            self.batch.records.popitem()
        right(self)

    patch.setattr(Ledger, "save", save)


def use_a_position_twice(patch: pytest.MonkeyPatch) -> None:
    """Two lines of one push stand at one position."""
    right = MemoryStore._advance

    def advance(self: MemoryStore, advance: Advance) -> None:
        right(self, advance)
        if len(advance.lines) > 1:
            self._feed(advance.feed).position -= 1

    patch.setattr(MemoryStore, "_advance", advance)


def leave_no_departure(patch: pytest.MonkeyPatch) -> None:
    """A record that moves is not taken from the phones of its old feed."""
    right = sync.feeds.advances

    def advances(batch: Any) -> list[Advance]:
        found = right(batch)
        for advance in found:
            advance.lines = [line for line in advance.lines if line.record is not None]
        return found

    patch.setattr(sync.memory, "advances", advances)


def skip_drops(patch: pytest.MonkeyPatch) -> None:
    """A feed that ends is not said to have ended."""
    right = sync.pull.pull

    def pull(*parts: Any) -> PullAnswer:
        return replace(right(*parts), drop=())

    patch.setattr("tests.simulation.server.pull", pull)


def give_everything(patch: pytest.MonkeyPatch) -> None:
    """Everybody reads every feed."""
    right = sync.pull.pull

    def pull(store: Any, feeds: Sequence[str], *rest: Any) -> PullAnswer:
        return right(store, [f"shelf:{n}" for n in range(PLAN.shelves)], *rest)

    patch.setattr("tests.simulation.server.pull", pull)


def skip_the_end_of_a_page(patch: pytest.MonkeyPatch) -> None:
    """The cursor goes one further than what was sent."""

    def cursor(epoch: str, reader: str, positions: Mapping[int, int]) -> str:
        return make_cursor(epoch, reader, {number: at + 1 for number, at in positions.items()})

    patch.setattr(sync.pull, "make_cursor", cursor)


def count_wrong(patch: pytest.MonkeyPatch) -> None:
    """The self-check forgets what was taken away."""
    patch.setattr(Tally, "without_line", lambda self, record_id, version: self)


def correct_without_a_trace(patch: pytest.MonkeyPatch) -> None:
    """What a record said before its correction is not kept."""
    patch.setattr(sync.settle, "_correct", sync.settle._edit)
    effects = {**sync.settle._EFFECTS, "correct": sync.settle._edit}
    patch.setattr(sync.settle, "_EFFECTS", effects)


def decide_over_others(patch: pytest.MonkeyPatch) -> None:
    """A move that did not know of another move undoes it."""
    right = sync.merging.standing_of

    def standing_of(stamp: Stamp | None, change: Change, base: int) -> str:
        return "free" if change.kind == "move_thing" else right(stamp, change, base)

    patch.setattr(sync.merging, "standing_of", standing_of)


BREAKS: tuple[Break, ...] = (
    drop_merges,
    drop_the_other_value,
    ignore_who_set_what,
    ignore_the_order_of_a_phone,
    forget_what_was_settled,
    lose_what_is_held,
    never_release,
    settle_without_saving,
    use_a_position_twice,
    leave_no_departure,
    skip_drops,
    give_everything,
    skip_the_end_of_a_page,
    count_wrong,
    correct_without_a_trace,
    decide_over_others,
)


@pytest.mark.parametrize("break_", BREAKS, ids=lambda break_: break_.__name__)
def test_a_broken_engine_is_caught(break_: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    break_(monkeypatch)

    assert any(is_caught(seed) for seed in SEEDS), "it goes unnoticed"


def test_the_whole_engine_is_not_caught() -> None:
    assert not is_caught(SEEDS[0])


def is_caught(seed: int) -> bool:
    """Whether anything that must hold does not."""
    try:
        run(replace(PLAN, seed=seed), MemoryShelf())
    except AssertionError:
        return True
    return False
