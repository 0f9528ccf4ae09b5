"""A change is applied once by its id, and gets the same answer for ever (PROTOCOL 4)."""

from dataclasses import replace

from tests.sync.making import Phone, Server, codes


def test_a_new_thing_is_accepted_at_version_1() -> None:
    server, phone = Server(), Phone(1)

    (outcome,) = server.push(phone.add(name="cup"))

    assert (outcome.status, outcome.version) == ("accepted", 1)
    assert server.thing().fields == {"name": "cup"}
    assert server.thing().made_by == "ann"


def test_the_same_change_again_gets_the_same_answer() -> None:
    server, phone = Server(), Phone(1)
    add, edit = phone.add(), phone.edit(name="mug")
    first = server.push(add, edit)

    again = server.push(add, edit)

    assert again == first


def test_the_same_change_again_takes_no_position_and_writes_nothing() -> None:
    server, phone = Server(), Phone(1)
    add = phone.add()
    server.push(add)
    before = server.position()

    server.push(add)
    server.push(add, add)

    assert server.position() == before == 1
    assert server.thing().version == 1


def test_the_same_change_twice_in_one_request_is_applied_once() -> None:
    server, phone = Server(), Phone(1)
    add = phone.add()

    first, second = server.push(add, add)

    assert first == second
    assert server.thing().version == 1


def test_a_refusal_is_for_ever_too() -> None:
    server, phone = Server(), Phone(1)
    server.push(phone.add())
    edit = phone.edit(wrong="field")
    first = server.push(edit)
    server.kinds["edit_thing"] = replace(server.kinds["edit_thing"], read_fields=lambda _: {})

    assert server.push(edit) == first
    assert codes(first) == ["invalid-fields"]


def test_other_content_under_a_used_id_is_refused_and_kept_aside() -> None:
    server, phone = Server(), Phone(1)
    add = phone.add(name="cup")
    other = replace(add, fields={"name": "mug"})
    server.push(add)

    outcomes = server.push(other, other)

    assert codes(outcomes) == ["id-used-before", "id-used-before"]
    assert server.thing().fields == {"name": "cup"}
    assert list(server.shelf.kept_aside.values()) == [(other, "ann")]


def test_other_content_under_one_id_in_one_request_is_refused() -> None:
    server, phone = Server(), Phone(1)
    add = phone.add(name="cup")

    outcomes = server.push(add, replace(add, fields={"name": "mug"}))

    assert codes(outcomes) == [None, "id-used-before"]
    assert server.thing().fields == {"name": "cup"}


def test_who_sends_a_change_again_does_not_matter_to_its_answer() -> None:
    server, phone = Server(), Phone(1)
    add = phone.add()
    first = server.push(add, by="ann")

    assert server.push(add, by="bob") == first
    assert server.thing().made_by == "ann"
