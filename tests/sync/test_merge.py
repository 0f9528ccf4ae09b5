"""Edits merge field by field (PROTOCOL 6)."""

from dataclasses import replace

import pytest

from sync.kinds import Kind
from tests.sync.making import Phone, Server


@pytest.fixture
def server() -> Server:
    server = Server()
    server.push(Phone(9).add(name="cup", colour="red"))
    return server


def test_changes_to_different_fields_both_stand(server: Server) -> None:
    ann, bob = Phone(1), Phone(2)

    assert server.statuses(ann.edit(name="mug")) == ["accepted"]
    assert server.statuses(bob.edit(colour="blue"), by="bob") == ["merged"]

    assert server.thing().fields == {"name": "mug", "colour": "blue"}
    assert server.thing().version == 3


def test_who_has_seen_the_value_may_replace_it(server: Server) -> None:
    ann, bob = Phone(1), Phone(2)
    server.push(ann.edit(name="mug"))

    assert server.statuses(bob.edit(base=2, name="jug"), by="bob") == ["accepted"]
    assert server.thing().fields["name"] == "jug"


def test_a_phone_never_conflicts_with_itself(server: Server) -> None:
    phone = Phone(1)

    assert server.statuses(phone.edit(name="mug"), phone.edit(name="jug")) == [
        "accepted",
        "merged",
    ]
    assert server.thing().fields["name"] == "jug"


def test_an_older_change_of_the_same_phone_never_replaces_its_newer_one(server: Server) -> None:
    phone = Phone(1)
    older, newer = phone.edit(name="mug", colour="blue"), phone.edit(name="jug")
    server.push(newer)

    (outcome,) = server.push(older)

    assert outcome.status == "merged"
    assert server.thing().fields == {"name": "jug", "colour": "blue"}
    assert server.thing().conflicts == ()


def test_a_phone_that_has_lost_its_count_loses_nothing(server: Server) -> None:
    phone = Phone(1)
    server.push(phone.edit(name="mug"), phone.edit(name="jug"))
    again = replace(phone.edit(base=3, name="pot", note="chipped"), number=1)

    assert server.statuses(again) == ["conflict"]
    assert server.thing().fields == {"name": "jug", "colour": "red", "note": "chipped"}
    assert [kept.value for kept in server.thing().conflicts] == ["pot"]


def test_an_older_change_that_has_nothing_left_to_say_writes_nothing(server: Server) -> None:
    phone = Phone(1)
    older, newer = phone.edit(name="mug"), phone.edit(name="jug")
    server.push(newer)
    before = server.position()

    (outcome,) = server.push(older)

    assert (outcome.status, outcome.version) == ("merged", 2)
    assert server.position() == before


def test_the_same_value_from_two_phones_is_no_conflict_and_writes_once(server: Server) -> None:
    ann, bob = Phone(1), Phone(2)
    server.push(ann.edit(name="mug"))
    before = server.position()

    (outcome,) = server.push(bob.edit(name="mug"), by="bob")

    assert (outcome.status, outcome.version) == ("merged", 2)
    assert server.position() == before


def test_true_is_not_one(server: Server) -> None:
    server.kinds["edit_thing"] = Kind(
        "edit_thing", "thing", "edit", lambda change: dict(change.fields), lambda *_: None
    )
    phone = Phone(1)
    server.push(phone.edit(amount=1))

    server.push(phone.edit(amount=True))

    assert server.thing().fields["amount"] is True


def test_a_field_can_be_emptied(server: Server) -> None:
    phone = Phone(1)

    server.push(phone.edit(colour=None))

    assert server.thing().fields == {"name": "cup", "colour": None}


def test_a_thing_made_by_two_phones_alike_is_merged() -> None:
    server, ann, bob = Server(), Phone(1), Phone(2)
    server.push(ann.add(name="cup", colour="red"))

    assert server.statuses(bob.add(name="cup", colour="red"), by="bob") == ["merged"]
    assert server.thing().fields == {"name": "cup", "colour": "red"}
    assert server.thing().made_by == "ann"


def test_what_one_person_left_out_is_not_filled_in_by_another() -> None:
    server, ann, bob = Server(), Phone(1), Phone(2)
    server.push(ann.add(name="cup"))

    assert server.statuses(bob.add(name="cup", colour="red"), by="bob") == ["conflict"]
    assert server.thing().fields == {"name": "cup"}
    assert [(kept.field, kept.value) for kept in server.thing().conflicts] == [("colour", "red")]


def test_a_thing_made_again_by_the_same_phone_is_added_to() -> None:
    server, phone = Server(), Phone(1)
    server.push(phone.add(name="cup"))

    assert server.statuses(phone.add(name="cup", colour="red")) == ["merged"]
    assert server.thing().fields == {"name": "cup", "colour": "red"}


def test_a_thing_made_again_by_the_same_phone_writes_nothing_where_equal() -> None:
    server, phone = Server(), Phone(1)
    server.push(phone.add(name="cup"))

    (again,) = server.push(phone.add(name="cup"))

    assert (again.status, again.version) == ("merged", 1)
    assert server.position() == 1


def test_a_thing_made_by_two_phones_differently_is_in_conflict() -> None:
    server, ann, bob = Server(), Phone(1), Phone(2)
    server.push(ann.add(name="cup"))

    assert server.statuses(bob.add(name="mug"), by="bob") == ["conflict"]
    assert server.thing().fields == {"name": "cup"}
    assert [kept.value for kept in server.thing().conflicts] == ["mug"]
