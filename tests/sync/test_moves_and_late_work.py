"""Records move between feeds, and work done before arrives after (PROTOCOL 10, 15)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sync.messages import Change
from tests.sync.making import BLUE, GREEN, LONG_AGO, NOON, RED, Phone, Server, codes, make_id
from tests.sync.things import Access, Keeper


@pytest.fixture
def server() -> Server:
    server = Server()
    server.push(Phone(9).add(name="cup"))
    server.now = NOON + timedelta(hours=2)
    return server


def move(by: Phone, to: str, base: int = 1) -> Change:
    return by.change("move_thing", 1, {"to": to}, base_version=base)


def let_go(server: Server, name: str, feed: str) -> None:
    """A person had a shelf until an hour ago, after the work was done."""
    access = Access(feed, LONG_AGO, NOON + timedelta(hours=1))
    server.people[name] = Keeper(name, (access,))


def test_a_record_that_moves_takes_a_position_in_both_feeds(server: Server) -> None:
    assert server.statuses(move(Phone(1), BLUE)) == ["accepted"]

    assert server.thing().feed == BLUE
    assert (server.position(RED), server.position(BLUE)) == (2, 1)
    assert server.shelf.feeds[RED].lines[make_id(501)].wire is None


def test_a_record_that_returns_replaces_its_departure(server: Server) -> None:
    phone = Phone(1)
    server.push(move(phone, BLUE))
    server.push(move(phone, RED, base=2))

    assert server.thing().feed == RED
    assert server.shelf.feeds[RED].lines[make_id(501)].wire is not None
    assert server.shelf.feeds[BLUE].lines[make_id(501)].wire is None


def test_a_move_to_where_it_is_writes_nothing(server: Server) -> None:
    assert server.statuses(move(Phone(1), RED)) == ["accepted"]
    assert server.thing().version == 1


def test_who_has_not_seen_a_move_does_not_undo_it(server: Server) -> None:
    server.push(move(Phone(1), BLUE))

    assert codes(server.push(move(Phone(2), GREEN))) == ["changed-since"]
    assert server.thing().feed == BLUE


def test_there_and_back_in_one_push_is_a_change_in_place(server: Server) -> None:
    phone = Phone(1)

    server.push(move(phone, BLUE), move(phone, RED, base=1))

    assert server.thing().version == 3
    assert (server.position(RED), server.position(BLUE)) == (2, 0)


def test_work_done_while_the_shelf_was_theirs_is_taken_late_where_the_record_is_now(
    server: Server,
) -> None:
    server.push(move(Phone(1), BLUE))
    let_go(server, "bob", RED)

    (outcome,) = server.push(Phone(2).edit(note="chipped"), by="bob")

    assert (outcome.status, outcome.late) == ("merged", True)
    assert server.thing().fields["note"] == "chipped"
    assert server.thing().late
    assert server.thing().feed == BLUE


def test_a_new_thing_made_while_the_shelf_was_theirs_is_late(server: Server) -> None:
    let_go(server, "bob", RED)

    (outcome,) = server.push(Phone(2).add(2), by="bob")

    assert (outcome.status, outcome.late) == ("accepted", True)
    assert server.thing(2).late


def test_work_done_after_the_shelf_was_given_up_is_refused(server: Server) -> None:
    let_go(server, "bob", RED)
    after = replace(Phone(2).edit(note="x"), occurred_at=NOON + timedelta(minutes=90))

    assert codes(server.push(after, by="bob")) == ["not-yours"]


def test_a_clock_known_to_be_wrong_is_put_right_for_this(server: Server) -> None:
    let_go(server, "bob", RED)
    fast = replace(Phone(2).edit(note="x"), occurred_at=NOON + timedelta(hours=5))
    offset = -5 * 3600 * 1000

    fast = replace(fast, clock=replace(fast.clock, offset_ms=offset))

    assert server.statuses(fast, by="bob") == ["accepted"]
    assert server.thing().late


def test_a_clock_not_trusted_is_taken_as_it_is(server: Server) -> None:
    change = Phone(1).add(3)
    clock = replace(change.clock, offset_ms=-3_600_000, trusted=False)

    server.push(replace(change, clock=clock))

    assert server.thing(3).made_at == NOON


def test_work_is_never_done_after_it_was_received(server: Server) -> None:
    ahead = replace(Phone(1).add(4), occurred_at=NOON + timedelta(days=400))

    server.push(ahead)

    assert server.thing(4).made_at == server.now
