"""What every store must do: subclass `StoreContract`, with a fixture named `shelf`.

    class TestMemoryStore(StoreContract):
        @pytest.fixture
        def shelf(self) -> Shelf: ...

`shelf.writing()` opens a store in a transaction that is kept unless an error leaves the block;
`shelf.reading()` opens one that sees a single moment.
"""

import json
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any, Protocol

import pytest

from sync.checksum import Tally
from sync.errors import Contended
from sync.keeping import record_wire
from sync.messages import Change, Conflict, Correction, Outcome, Reason, Record, Stamp
from sync.store import Batch, Settled, Store
from tests.sync.making import BLUE, GREEN, NOON, RED, make_change, make_id


class Shelf(Protocol):
    """Where stores of one kind come from."""

    def writing(self) -> AbstractContextManager[Store]: ...

    def reading(self) -> AbstractContextManager[Store]: ...


def make_record(number: int = 1, **parts: Any) -> Record:
    """A red cup at version 1, but for `parts`."""
    usual = Record(
        id=make_id(500 + number), type="thing", feed=RED, version=1, fields={"name": "cup"},
        made_by="ann", made_at=NOON, received_at=NOON,
        stamps={"name": Stamp(1, make_id(9001), 1)},
    )  # fmt: skip
    return replace(usual, **parts)


def make_settled(number: int = 1, status: Any = "accepted", **parts: Any) -> Settled:
    """A change with its outcome."""
    change = make_change(id=make_id(number), number=number, **parts)
    reason = Reason("a-code", "A message.", {"name": "a field"}) if status == "held" else None
    outcome = Outcome(change.id, status, change.record_id, None if reason else 1, reason=reason)
    return Settled(change.content_hash(), outcome, change, "ann", NOON)


def make_batch(*moves: tuple[Record | None, Record], **parts: Any) -> Batch:
    """A batch of records, each with how it was before."""
    records = {after.id: after for _, after in moves}
    before = {after.id: was for was, after in moves}
    return Batch(NOON, records=records, before=before, **parts)


def save(shelf: Shelf, batch: Batch) -> None:
    """In a transaction of its own."""
    with shelf.writing() as store:
        store.save(batch)


class StoreContract:
    """Run for each store."""

    def test_an_empty_store_knows_nothing(self, shelf: Shelf) -> None:
        with shelf.reading() as store:
            assert store.settled([make_id(1)]) == {}
            assert store.records([make_id(501)]) == {}
            assert list(store.waiting_on([make_id(1)])) == []
            assert store.heads([RED]) == {}
            assert store.names([1]) == {}

    def test_nothing_asked_is_nothing_told(self, shelf: Shelf) -> None:
        with shelf.reading() as store:
            assert store.settled([]) == {}
            assert store.records([]) == {}
            assert list(store.waiting_on([])) == []
            assert store.heads([]) == {}
            assert store.names([]) == {}

    def test_the_epoch_stays_while_nothing_is_restored(self, shelf: Shelf) -> None:
        with shelf.reading() as store:
            first = store.epoch
        with shelf.reading() as store:
            assert store.epoch == first != ""

    def test_a_record_is_read_as_it_was_saved(self, shelf: Shelf) -> None:
        record = make_record(
            fields={"name": "zażółć \U0001f375", "amount": 3, "list": [1, {"a": None}], "on": True},
            late=True,
            conflicts=(Conflict(make_id(7), "name", {"x": 1.5}, "bob", NOON),),
            corrections=(Correction(make_id(8), "typed wrong", {"name": None}, "bob", NOON),),
        )

        save(shelf, make_batch((None, record)))

        with shelf.reading() as store:
            assert store.records([record.id, make_id(1)]) == {record.id: record}

    def test_a_settled_change_is_read_as_it_was_saved(self, shelf: Shelf) -> None:
        first, second = make_settled(1), make_settled(2, "held", depends_on=(make_id(77),))

        save(shelf, Batch(NOON, settled=[first, second]))

        with shelf.reading() as store:
            assert store.settled([first.change.id, second.change.id, make_id(3)]) == {
                first.change.id: first,
                second.change.id: second,
            }

    def test_a_held_change_is_found_by_what_it_waits_for(self, shelf: Shelf) -> None:
        waits = [make_settled(n, "held", depends_on=(make_id(77), make_id(70 + n))) for n in (3, 1)]
        other = make_settled(5, "held", depends_on=(make_id(99),))
        settled = make_settled(6, depends_on=(make_id(77),))
        save(shelf, Batch(NOON, settled=[waits[0]]))
        save(shelf, Batch(NOON, settled=[waits[1], other, settled]))

        with shelf.reading() as store:
            assert list(store.waiting_on([make_id(77), make_id(71)])) == waits

    def test_a_held_change_becomes_final_once(self, shelf: Shelf) -> None:
        held = make_settled(1, "held", depends_on=(make_id(77),))
        final = replace(held, outcome=Outcome(held.change.id, "accepted", make_id(501), 1))
        save(shelf, Batch(NOON, settled=[held]))
        save(shelf, Batch(NOON, settled=[final]))

        with shelf.reading() as store:
            assert store.settled([held.change.id])[held.change.id] == final
            assert list(store.waiting_on([make_id(77)])) == []
        with pytest.raises(Contended):
            save(shelf, Batch(NOON, settled=[final]))

    def test_a_change_settled_by_somebody_else_meanwhile_is_contended(self, shelf: Shelf) -> None:
        save(shelf, Batch(NOON, settled=[make_settled(1)]))

        with pytest.raises(Contended):
            save(shelf, make_batch((None, make_record()), settled=[make_settled(1)]))

        with shelf.reading() as store:
            assert store.records([make_id(501)]) == {}

    def test_a_record_made_by_somebody_else_meanwhile_is_contended(self, shelf: Shelf) -> None:
        save(shelf, make_batch((None, make_record())))

        with pytest.raises(Contended):
            save(shelf, make_batch((None, make_record(fields={"name": "mug"}))))

        with shelf.reading() as store:
            assert store.heads([RED])[RED].position == 1

    def test_a_record_changed_by_somebody_else_meanwhile_is_contended(self, shelf: Shelf) -> None:
        first = make_record()
        save(shelf, make_batch((None, first)))
        save(shelf, make_batch((first, first.next())))

        with pytest.raises(Contended):
            save(shelf, make_batch((first, first.next(fields={"name": "mug"}))))

        with shelf.reading() as store:
            assert store.records([first.id])[first.id] == first.next()

    def test_each_line_takes_the_next_position_of_its_feed(self, shelf: Shelf) -> None:
        red, second, blue = make_record(1), make_record(2), make_record(3, feed=BLUE)
        save(shelf, make_batch((None, red), (None, blue), (None, second)))
        save(shelf, make_batch((red, red.next())))

        with shelf.reading() as store:
            heads = store.heads([RED, BLUE, GREEN])
            lines = store.entries({RED: 0, BLUE: 0}, 10)

        assert (heads[RED].position, heads[BLUE].position, len(heads)) == (3, 1, 2)
        assert [(line.feed, line.position, line.record_id) for line in lines] == [
            (RED, 2, second.id),
            (RED, 3, red.id),
            (BLUE, 1, blue.id),
        ]

    def test_lines_carry_the_records_as_phones_read_them(self, shelf: Shelf) -> None:
        record = make_record(fields={"name": 'a "quoted" ż \U0001f375'})
        save(shelf, make_batch((None, record)))

        with shelf.reading() as store:
            (line,) = store.entries({RED: 0}, 10)

        assert line.wire is not None
        assert json.loads(line.wire) == record_wire(record)

    def test_a_page_ends_at_its_limit_and_goes_on_after_its_last_line(self, shelf: Shelf) -> None:
        records = [make_record(n) for n in range(1, 6)]
        other = make_record(9, feed=BLUE)
        save(shelf, make_batch(*((None, record) for record in records), (None, other)))

        with shelf.reading() as store:
            first = store.entries({RED: 0, BLUE: 0}, 3)
            rest = store.entries({RED: first[-1].position, BLUE: 0}, 3)

        assert [line.record_id for line in (*first, *rest)] == [
            *(record.id for record in records),
            other.id,
        ]

    def test_feeds_come_in_the_order_asked(self, shelf: Shelf) -> None:
        save(shelf, make_batch((None, make_record(1)), (None, make_record(2, feed=BLUE))))

        with shelf.reading() as store:
            assert [line.feed for line in store.entries({RED: 0, BLUE: 0}, 9)] == [RED, BLUE]
            assert [line.feed for line in store.entries({BLUE: 0, RED: 0}, 9)] == [BLUE, RED]
            assert [line.feed for line in store.entries({GREEN: 0, BLUE: 1, RED: 0}, 9)] == [RED]

    def test_a_record_that_moves_leaves_a_departure(self, shelf: Shelf) -> None:
        here = make_record()
        there = here.next(feed=BLUE)
        save(shelf, make_batch((None, here)))
        save(shelf, make_batch((here, there)))

        with shelf.reading() as store:
            lines = store.entries({RED: 1, BLUE: 0}, 9)
            heads = store.heads([RED, BLUE])

        assert [(line.feed, line.position, line.wire is None) for line in lines] == [
            (RED, 2, True),
            (BLUE, 1, False),
        ]
        assert (heads[RED].count, heads[BLUE].count) == (0, 1)

    def test_a_record_that_returns_has_one_line_in_its_feed(self, shelf: Shelf) -> None:
        here = make_record()
        there = here.next(feed=BLUE)
        back = there.next(feed=RED)
        for move in ((None, here), (here, there), (there, back)):
            save(shelf, make_batch(move))

        with shelf.reading() as store:
            lines = store.entries({RED: 0, BLUE: 0}, 9)

        assert [(line.feed, line.position, line.wire is None) for line in lines] == [
            (RED, 3, False),
            (BLUE, 2, True),
        ]

    def test_the_self_check_follows_every_write(self, shelf: Shelf) -> None:
        red, second = make_record(1), make_record(2)
        save(shelf, make_batch((None, red), (None, second)))
        save(shelf, make_batch((red, red.next()), (second, second.next(feed=BLUE))))

        with shelf.reading() as store:
            heads = store.heads([RED, BLUE])

        assert heads[RED].checksum == Tally().with_line(red.id, 2).checksum
        assert heads[BLUE].checksum == Tally().with_line(second.id, 2).checksum

    def test_a_feed_keeps_its_number(self, shelf: Shelf) -> None:
        record = make_record()
        save(shelf, make_batch((None, record)))
        with shelf.reading() as store:
            number = store.heads([RED])[RED].number
        save(shelf, make_batch((record, record.next()), (None, make_record(2, feed=BLUE))))

        with shelf.reading() as store:
            heads = store.heads([RED, BLUE])
            assert heads[RED].number == number != heads[BLUE].number
            assert store.names([number, heads[BLUE].number, 999]) == {
                number: RED,
                heads[BLUE].number: BLUE,
            }

    def test_effects_run_once_in_order(self, shelf: Shelf) -> None:
        ran: list[int] = []
        effects = [lambda _, n=n: ran.append(n) for n in range(3)]

        save(shelf, make_batch((None, make_record()), effects=effects))

        assert ran == [0, 1, 2]

    def test_an_effect_that_fails_leaves_nothing_behind(self, shelf: Shelf) -> None:
        def fail(transaction: Any) -> None:
            raise RuntimeError("no")

        batch = make_batch((None, make_record()), settled=[make_settled(1)], effects=[fail])
        with pytest.raises(RuntimeError):
            save(shelf, batch)

        with shelf.reading() as store:
            assert store.records([make_id(501)]) == {}
            assert store.settled([make_id(1)]) == {}
            assert store.heads([RED]) == {}

    def test_content_kept_aside_again_is_no_trouble(self, shelf: Shelf) -> None:
        change: Change = make_change(fields={"name": "mug"})
        save(shelf, Batch(NOON, settled=[make_settled(1)]))

        for _ in range(2):
            save(shelf, Batch(NOON, kept_aside=[(change, "bob"), (change, "bob")]))

        with shelf.reading() as store:
            known = store.settled([change.id])[change.id]
        assert known.outcome.status == "accepted"
