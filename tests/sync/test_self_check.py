"""Count and checksum of a feed, and the repair that they lead to (PROTOCOL 16)."""

import json
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from sync.checksum import Tally
from sync.messages import FeedPage
from tests.sync.making import BLUE, GREEN, LONG_AGO, RED, Phone, Server
from tests.sync.things import Access, Keeper

lines = st.lists(st.tuples(st.uuids().map(str), st.integers(1, 2**31)), unique=True, max_size=20)


def tally_of(page: FeedPage) -> Tally:
    records = [json.loads(record) for record in page.records]
    return reduce(lambda sum_, r: sum_.with_line(r["id"], r["version"]), records, Tally())


def test_the_checksum_is_fnv_1a_from_two_bases() -> None:
    def fnv(text: str, basis: int) -> int:
        return reduce(lambda h, byte: (h ^ byte) * 0x01000193 % 2**32, text.encode(), basis)

    text = "01920000-0000-7000-8000-000000000001|7"
    expected = f"{fnv(text, 0x811C9DC5):08x}{fnv(text, 0x9F37782A):08x}"

    assert Tally().with_line("01920000-0000-7000-8000-000000000001", 7).checksum == expected


def test_nothing_is_sixteen_noughts() -> None:
    assert Tally().checksum == "0" * 16


@given(lines)
def test_the_order_of_lines_does_not_matter(some: list[tuple[str, int]]) -> None:
    shuffled = sorted(some, key=lambda line: line[0][::-1])

    def total(of: list[tuple[str, int]]) -> Tally:
        return reduce(lambda sum_, line: sum_.with_line(*line), of, Tally())

    assert total(some) == total(shuffled)


@given(lines)
def test_taking_away_undoes_adding(some: list[tuple[str, int]]) -> None:
    total = reduce(lambda sum_, line: sum_.with_line(*line), some, Tally())

    assert reduce(lambda sum_, line: sum_.without_line(*line), some, total) == Tally()


def test_a_complete_page_carries_the_self_check_of_what_a_phone_then_holds() -> None:
    server, phone = Server(), Phone(1)
    server.push(phone.add(1), phone.add(2), phone.edit(1, name="mug"))

    (page,) = server.pull(by="bob").feeds

    assert (page.count, page.checksum) == (2, tally_of(page).checksum)


def test_check_all_tells_of_every_feed_of_the_person() -> None:
    server = Server()
    server.push(Phone(1).add(1))
    cursor = server.pull().cursor

    checks = server.pull(cursor, check_all=True).checks

    assert [(check.feed, check.count) for check in checks] == [(BLUE, 0), (RED, 1)]
    assert checks[0].checksum == Tally().checksum


def test_checks_wait_for_the_last_page() -> None:
    server, phone = Server(), Phone(1)
    server.push(phone.add(1), phone.add(2))

    first = server.pull(limit=1, check_all=True)
    last = server.pull(first.cursor, limit=1, check_all=True)

    assert first.checks == ()
    assert [check.feed for check in last.checks] == [BLUE, RED]


def test_a_feed_to_refresh_comes_whole_and_first() -> None:
    server, phone = Server(), Phone(1)
    server.push(phone.add(1), phone.add(2))
    server.push(phone.change("add_thing", 3, {"name": "blue"}, feed=BLUE))
    cursor = server.pull().cursor
    server.push(phone.edit(3, name="bluer"))

    answer = server.pull(cursor, refresh=(RED,))

    assert [(page.feed, page.afresh, len(page.records)) for page in answer.feeds] == [
        (RED, True, 2),
        (BLUE, False, 1),
    ]


def test_a_repair_larger_than_a_page_goes_on_without_asking_again() -> None:
    server, phone = Server(), Phone(1)
    server.push(*(phone.add(n) for n in range(1, 6)))
    cursor = server.pull().cursor

    first = server.pull(cursor, refresh=(RED,), limit=3)
    second = server.pull(first.cursor, limit=3)

    assert (first.feeds[0].afresh, first.feeds[0].complete, first.more) == (True, False, True)
    assert (second.feeds[0].afresh, second.feeds[0].complete, second.more) == (False, True, False)


def test_a_feed_of_somebody_else_is_not_refreshed() -> None:
    server = Server()
    server.push(Phone(1).change("add_thing", 3, {"name": "blue"}, feed=BLUE))

    assert server.pull(by="bob", refresh=(BLUE,)).feeds == ()


def test_a_feed_that_never_held_anything_is_repaired_to_nothing() -> None:
    server = Server()
    server.people["ann"] = Keeper("ann", (Access(GREEN, LONG_AGO),))

    (page,) = server.pull(refresh=(GREEN,)).feeds

    assert (page.feed, page.afresh, page.complete, page.count) == (GREEN, True, True, 0)
