"""Two pushes at once: one is saved, the other repeats and then is right (PROTOCOL 9.2)."""

from collections.abc import Callable, Sequence

import pytest

from sync.errors import Contended
from sync.memory import MemoryShelf, MemoryStore
from sync.messages import Change, Outcome
from sync.push import push
from sync.store import Batch
from tests.sync.making import NOON, Phone, Server
from tests.sync.things import THINGS, KeeperAuthority


class OvertakenStore(MemoryStore):
    """Another push is saved between this one's reading and its saving."""

    def __init__(self, shelf: MemoryShelf, other: Callable[[], object]) -> None:
        super().__init__(shelf)
        self._other = other

    def save(self, batch: Batch) -> None:
        self._other()
        super().save(batch)


def overtaken(
    server: Server, offered: Sequence[Change], other: Callable[[], object]
) -> list[Outcome]:
    authority = KeeperAuthority(server.people["ann"], server.people)
    return push(OvertakenStore(server.shelf, other), THINGS, offered, authority, NOON)


def test_an_edit_overtaken_by_an_edit_is_repeated_on_what_now_stands() -> None:
    server, ann, bob = Server(), Phone(1), Phone(2)
    server.push(ann.add(name="cup"))
    mine = ann.edit(name="mug")

    with pytest.raises(Contended):
        overtaken(server, [mine], lambda: server.push(bob.edit(name="jug"), by="bob"))

    assert server.thing().fields["name"] == "jug"
    assert server.statuses(mine) == ["conflict"]


def test_the_same_change_sent_twice_at_once_is_applied_once() -> None:
    server, ann = Server(), Phone(1)
    add = ann.add()

    with pytest.raises(Contended):
        overtaken(server, [add], lambda: server.push(add))

    assert server.statuses(add) == ["accepted"]
    assert server.position() == 1


def test_one_overtaken_change_saves_nothing_of_its_request() -> None:
    server, ann, bob = Server(), Phone(1), Phone(2)
    mine = [ann.add(1), ann.add(2)]

    with pytest.raises(Contended):
        overtaken(server, mine, lambda: server.push(bob.add(2), by="bob"))

    assert mine[0].record_id not in server.shelf.records
    assert server.statuses(*mine) == ["accepted", "merged"]


def test_a_held_change_settled_by_two_at_once_is_settled_once() -> None:
    server, ann = Server(), Phone(1)
    first = ann.add(1)
    second = ann.change("edit_thing", 1, {"name": "mug"}, depends_on=(first.id,))
    server.push(second)

    with pytest.raises(Contended):
        overtaken(server, [first], lambda: server.push(first))

    assert server.statuses(first, second) == ["accepted", "merged"]
    assert server.thing().version == 2
