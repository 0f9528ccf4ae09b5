"""A change that builds on another waits for it, and keeps nothing else waiting (PROTOCOL 3)."""

from dataclasses import replace
from datetime import timedelta

from tests.sync.making import NOON, Phone, Server, codes, make_id


def test_a_change_waits_for_what_has_not_come() -> None:
    server, phone = Server(), Phone(1)
    add = phone.add()
    edit = replace(phone.edit(base=0, colour="green"), depends_on=(add.id,))

    assert codes(server.push(edit)) == ["waiting-for-another"]
    assert server.statuses(add) == ["accepted"]
    assert server.thing().fields == {"name": "cup", "colour": "green"}


def test_what_was_held_is_answered_as_settled_when_offered_again() -> None:
    server, phone = Server(), Phone(1)
    add = phone.add()
    edit = replace(phone.edit(base=0, colour="green"), depends_on=(add.id,))
    server.push(edit)
    server.push(add)

    assert server.statuses(edit) == ["merged"]
    assert server.position() == 1


def test_the_order_within_a_request_does_not_matter() -> None:
    server, phone = Server(), Phone(1)
    add = phone.add()
    edit = replace(phone.edit(base=0, colour="green"), depends_on=(add.id,))

    assert server.statuses(edit, add) == ["merged", "accepted"]


def test_a_dependency_may_come_from_another_person() -> None:
    server, ann, bob = Server(), Phone(1), Phone(2)
    add = ann.add()
    edit = replace(bob.edit(base=0, colour="green"), depends_on=(add.id,))

    assert server.statuses(edit, by="bob") == ["held"]
    server.push(add, by="ann")

    (correction,) = server.push(bob.edit(base=2, name="mug"), by="bob")
    assert correction.status == "accepted"
    assert server.thing().fields == {"name": "mug", "colour": "green"}


def test_what_was_held_is_settled_for_whoever_brought_it_first() -> None:
    server, phone = Server(), Phone(1)
    first = phone.add(1)
    second = replace(phone.add(2), depends_on=(first.id,))
    server.push(second, by="ann")

    server.push(first, by="bob")

    assert server.thing(1).made_by == "bob"
    assert server.thing(2).made_by == "ann"


def test_what_was_held_is_judged_as_of_when_it_came() -> None:
    server, phone = Server(), Phone(1)
    first = phone.add(1)
    second = replace(phone.add(2), depends_on=(first.id,))
    server.push(second)
    server.now = NOON + timedelta(days=2)

    server.push(first)

    assert server.thing(1).received_at == NOON + timedelta(days=2)
    assert server.thing(2).received_at == NOON


def test_a_chain_is_settled_when_its_first_link_comes() -> None:
    server, phone = Server(), Phone(1)
    links = [phone.add(thing) for thing in range(1, 6)]
    for before, after in enumerate(range(1, 5)):
        links[after] = replace(links[after], depends_on=(links[before].id,))

    for link in reversed(links[1:]):
        assert server.statuses(link) == ["held"]

    assert server.statuses(links[0]) == ["accepted"]
    assert server.position() == 5


def test_a_change_that_waits_for_two_waits_for_both() -> None:
    server, phone = Server(), Phone(1)
    one, two = phone.add(1), phone.add(2)
    both = replace(phone.add(3), depends_on=(one.id, two.id))

    assert server.statuses(both) == ["held"]
    assert server.statuses(one) == ["accepted"]
    assert server.statuses(both) == ["held"]
    assert server.statuses(two, both) == ["accepted", "accepted"]


def test_what_builds_on_something_refused_is_refused() -> None:
    server, phone = Server(), Phone(1)
    bad = phone.add(1, wrong="field")
    edit = replace(phone.edit(base=0, name="mug"), depends_on=(bad.id,))
    third = replace(phone.add(2), depends_on=(edit.id,))
    assert server.statuses(third, edit) == ["held", "held"]

    server.push(bad)

    assert codes(server.push(edit, third)) == ["depends-on-refused", "depends-on-refused"]


def test_a_ring_stays_held_and_keeps_nothing_else_waiting() -> None:
    server, phone = Server(), Phone(1)
    one, two, other = phone.add(1), phone.add(2), phone.add(3)
    one, two = replace(one, depends_on=(two.id,)), replace(two, depends_on=(one.id,))

    assert server.statuses(one, two, other) == ["held", "held", "accepted"]
    assert server.statuses(two, one) == ["held", "held"]


def test_a_held_change_offered_again_writes_nothing() -> None:
    server, phone = Server(), Phone(1)
    edit = replace(phone.edit(base=0, name="mug"), depends_on=(make_id(77),))
    server.push(edit)
    kept = dict(server.shelf.settled)

    server.push(edit)

    assert server.shelf.settled == kept
    assert server.shelf.settled[edit.id] is kept[edit.id]


def test_other_content_under_a_held_id_is_refused_and_the_first_still_waits() -> None:
    server, phone = Server(), Phone(1)
    add = phone.add()
    edit = replace(phone.edit(base=0, colour="green"), depends_on=(add.id,))
    server.push(edit)

    assert codes(server.push(replace(edit, fields={"colour": "blue"}))) == ["id-used-before"]
    server.push(add)
    assert server.thing().fields["colour"] == "green"
