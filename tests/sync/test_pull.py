"""What is new, feed by feed, and the cursor that belongs to it (PROTOCOL 14)."""

import json
from typing import Any

import pytest

from sync.messages import FeedPage, PullAnswer
from sync.pull import MOST_BYTES
from tests.sync.making import BLUE, GREEN, LONG_AGO, RED, Phone, Server
from tests.sync.things import Access, Keeper


@pytest.fixture
def server() -> Server:
    """Three things on the red shelf, two on the blue one."""
    server, phone = Server(), Phone(9)
    server.push(*(phone.add(n, name=f"red {n}") for n in (1, 2, 3)))
    server.push(
        *(phone.change("add_thing", n, {"name": f"blue {n}"}, feed=BLUE) for n in (4, 5)),
    )
    return server


def names(page: FeedPage) -> list[Any]:
    return [json.loads(record)["fields"]["name"] for record in page.records]


def all_names(answer: PullAnswer) -> list[Any]:
    return [name for page in answer.feeds for name in names(page)]


def test_a_new_phone_gets_every_feed_whole(server: Server) -> None:
    answer = server.pull()

    assert [(page.feed, page.afresh, page.complete) for page in answer.feeds] == [
        (BLUE, True, True),
        (RED, True, True),
    ]
    assert all_names(answer) == ["blue 4", "blue 5", "red 1", "red 2", "red 3"]
    assert (answer.more, answer.reset, answer.drop) == (False, False, ())


def test_nothing_new_is_an_empty_answer_with_the_same_cursor(server: Server) -> None:
    cursor = server.pull().cursor

    answer = server.pull(cursor)

    assert answer == PullAnswer(cursor, False, False, (), (), ())


def test_only_what_changed_comes_again(server: Server) -> None:
    cursor = server.pull().cursor
    server.push(Phone(1).edit(2, name="red two"))

    answer = server.pull(cursor)

    assert [(page.feed, page.afresh) for page in answer.feeds] == [(RED, False)]
    assert all_names(answer) == ["red two"]
    assert answer.cursor != cursor


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 5, 6])
def test_pages_of_any_size_bring_everything_once(server: Server, limit: int) -> None:
    cursor, found, pages = None, [], 0
    while True:
        answer = server.pull(cursor, limit=limit)
        found += all_names(answer)
        cursor, pages = answer.cursor, pages + 1
        if not answer.more:
            break

    assert found == ["blue 4", "blue 5", "red 1", "red 2", "red 3"]
    assert pages == -(-5 // limit)


def test_a_feed_that_is_not_finished_says_so(server: Server) -> None:
    first = server.pull(limit=3)
    second = server.pull(first.cursor, limit=3)

    assert [(p.feed, p.afresh, p.complete) for p in first.feeds] == [
        (BLUE, True, True),
        (RED, True, False),
    ]
    assert [(p.feed, p.afresh, p.complete) for p in second.feeds] == [(RED, False, True)]


def test_what_changes_while_pages_are_read_is_not_missed(server: Server) -> None:
    first = server.pull(limit=3)
    phone = Phone(1)
    server.push(phone.edit(1, name="red one"), phone.edit(4, name="blue four"))

    second = server.pull(first.cursor, limit=10)

    assert sorted(all_names(second)) == ["blue four", "red 2", "red 3", "red one"]


def test_a_page_ends_when_it_is_heavy(server: Server) -> None:
    phone, note = Phone(1), "x" * (MOST_BYTES // 3)
    cursor = server.pull().cursor
    server.push(*(phone.edit(n, note=note) for n in (1, 2, 3)), phone.edit(4, note=note))

    first = server.pull(cursor)
    second = server.pull(first.cursor)

    assert (len(all_names(first)), first.more) == (3, True)
    assert (len(all_names(second)), second.more) == (1, False)


def test_a_feed_that_begins_comes_whole(server: Server) -> None:
    cursor = server.pull(by="bob").cursor
    server.people["bob"] = server.people["ann"]

    answer = server.pull(cursor, by="bob")

    assert [(page.feed, page.afresh) for page in answer.feeds] == [(BLUE, True)]
    assert names(answer.feeds[0]) == ["blue 4", "blue 5"]


def test_another_persons_cursor_names_none_of_their_feeds(server: Server) -> None:
    cursor = server.pull(by="ann").cursor

    answer = server.pull(cursor, by="bob")

    assert (answer.reset, answer.drop) == (True, ())
    assert [(page.feed, page.afresh) for page in answer.feeds] == [(RED, True)]


def test_a_feed_that_ends_is_dropped_until_the_phone_says_it_knows(server: Server) -> None:
    cursor = server.pull(by="ann").cursor
    server.people["ann"] = server.people["bob"]

    answer, again = server.pull(cursor), server.pull(cursor)

    assert answer.drop == again.drop == (BLUE,)
    assert answer.feeds == ()
    assert server.pull(answer.cursor).drop == ()


def test_a_feed_that_ends_says_nothing_more_of_what_is_in_it(server: Server) -> None:
    cursor = server.pull(by="ann").cursor
    server.people["ann"] = server.people["bob"]
    server.push(Phone(1).edit(4, name="secret"))

    assert all_names(server.pull(cursor)) == []


def test_a_feed_that_nothing_was_written_to_is_silent(server: Server) -> None:
    server.people["ann"] = Keeper("ann", (Access(GREEN, LONG_AGO),))

    answer = server.pull()

    assert (answer.feeds, answer.drop, answer.more) == ((), (), False)


def test_a_record_that_moved_away_is_gone_and_comes_by_its_new_feed(server: Server) -> None:
    cursor = server.pull().cursor
    moved = Phone(1).change("move_thing", 1, {"to": BLUE}, base_version=1)
    server.push(moved)

    answer = server.pull(cursor)

    blue, red = answer.feeds
    assert (names(blue), blue.gone) == (["red 1"], ())
    assert (red.records, red.gone) == ((), (moved.record_id,))
    assert (blue.count, red.count) == (3, 2)


def test_a_new_reader_is_not_told_what_has_left(server: Server) -> None:
    server.push(Phone(1).change("move_thing", 1, {"to": BLUE}, base_version=1))

    red = server.pull(by="bob").feeds[0]

    assert (names(red), red.gone, red.complete) == (["red 2", "red 3"], (), True)


@pytest.mark.parametrize("cursor", ["", "x", "AAAA", "A" * 500, "żółw", "a b", "====", "%00"])
def test_a_cursor_that_is_not_understood_starts_again(server: Server, cursor: str) -> None:
    answer = server.pull(cursor)

    assert answer.reset
    assert len(all_names(answer)) == 5


def test_a_restored_server_starts_again(server: Server) -> None:
    backup = server.shelf.back_up()
    server.push(Phone(1).edit(1, name="lost"))
    cursor = server.pull().cursor

    server.shelf.restore(backup)

    answer = server.pull(cursor)
    assert answer.reset
    assert "lost" not in all_names(answer)


def test_a_phone_ahead_of_its_server_gets_the_feed_whole(server: Server) -> None:
    backup = server.shelf.back_up()
    server.push(Phone(1).edit(1, name="lost"))
    cursor = server.pull().cursor
    epoch = server.shelf.epoch
    server.shelf.restore(backup)
    server.shelf.epoch = epoch

    answer = server.pull(cursor)

    assert [(page.feed, page.afresh) for page in answer.feeds] == [(RED, True)]
