"""Whose change it is (PROTOCOL 11)."""

from dataclasses import dataclass

from sync.errors import Refused
from sync.messages import Change
from sync.push import push
from tests.sync.making import NOON, Phone, Server, codes
from tests.sync.things import THINGS, Keeper


@dataclass(frozen=True)
class Stranger:
    """Nobody that the server takes changes from."""

    def author_of(self, change: Change) -> Keeper:
        raise Refused("not-your-device", "This was made on a device of somebody else.")

    def author_again(self, change: Change, person_id: str) -> Keeper:
        raise Refused("not-here-any-more", "The person who made this no longer has access.")


def test_a_stranger_leaves_no_trace_under_an_id() -> None:
    server, add = Server(), Phone(1).add()

    with server.shelf.writing() as store:
        outcomes = push(store, THINGS, [add], Stranger(), NOON)

    assert codes(outcomes) == ["not-your-device"]
    assert server.shelf.settled == {}
    assert server.statuses(add) == ["accepted"]


def test_a_stranger_puts_nothing_aside_either() -> None:
    server, phone = Server(), Phone(1)
    add = phone.add(name="cup")
    server.push(add)
    other = Phone(1).add(name="mug")

    with server.shelf.writing() as store:
        outcomes = push(store, THINGS, [other], Stranger(), NOON)

    assert codes(outcomes) == ["not-your-device"]
    assert server.shelf.kept_aside == {}


def test_what_was_held_is_refused_where_its_author_may_no_longer_write() -> None:
    server, phone = Server(), Phone(1)
    first = phone.add(1)
    second = phone.change("add_thing", 2, {"name": "jug"}, depends_on=(first.id,))
    server.push(second, by="bob")
    server.people["bob"] = Keeper("bob", ())

    server.push(first, by="ann")

    assert codes(server.push(second, by="bob")) == ["not-yours"]


def test_who_posts_a_held_change_again_does_not_become_its_author() -> None:
    server, phone = Server(), Phone(1)
    first = phone.add(1)
    second = phone.change("add_thing", 2, {"name": "jug"}, depends_on=(first.id,))
    server.push(second, by="bob")

    server.push(first, second, by="ann")

    assert server.thing(2).made_by == "bob"
