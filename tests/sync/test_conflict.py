"""Two people, one field: both values are kept until a person decides (PROTOCOL 7)."""

import pytest

from sync.messages import Change
from tests.sync.making import NOON, Phone, Server, codes


@pytest.fixture
def server() -> Server:
    server = Server()
    server.push(Phone(9).add(name="cup", colour="red"))
    return server


@pytest.fixture
def bobs(server: Server) -> Change:
    """Ann has made it green and Bob, who had not seen that, blue."""
    server.push(Phone(1).edit(colour="green"))
    change = Phone(2).edit(colour="blue", amount=3)
    assert server.statuses(change, by="bob") == ["conflict"]
    return change


def choose(by: Phone, bobs: Change, choice: str, base: int = 3) -> Change:
    fields = {"change_id": bobs.id, "field": "colour", "choose": choice}
    return by.change("choose_thing", 1, fields, base_version=base)


def test_the_value_that_stands_stays_and_the_other_is_kept_beside_it(
    server: Server, bobs: Change
) -> None:
    """P-06: two edits of one field are kept side by side."""
    thing = server.thing()

    assert thing.fields["colour"] == "green"
    (kept,) = thing.conflicts
    assert (kept.change_id, kept.field, kept.value) == (bobs.id, "colour", "blue")
    assert (kept.by, kept.at) == ("bob", NOON)


def test_fields_that_nobody_else_touched_are_set(server: Server, bobs: Change) -> None:
    assert server.thing().fields["amount"] == 3


def test_a_conflict_reaches_other_phones(server: Server, bobs: Change) -> None:
    assert server.position() == server.thing().version == 3


def test_a_person_may_choose_the_other_value(server: Server, bobs: Change) -> None:
    assert server.statuses(choose(Phone(3), bobs, "other")) == ["accepted"]
    assert server.thing().fields["colour"] == "blue"
    assert server.thing().conflicts == ()


def test_a_person_may_keep_the_value_that_stands(server: Server, bobs: Change) -> None:
    assert server.statuses(choose(Phone(3), bobs, "kept")) == ["accepted"]
    assert server.thing().fields["colour"] == "green"
    assert server.thing().conflicts == ()


def test_the_second_to_decide_is_told_so(server: Server, bobs: Change) -> None:
    server.push(choose(Phone(3), bobs, "other"))

    assert codes(server.push(choose(Phone(4), bobs, "kept"))) == ["already-decided"]
    assert server.thing().fields["colour"] == "blue"


def test_who_has_not_seen_a_later_value_does_not_replace_it(server: Server, bobs: Change) -> None:
    server.push(Phone(5).edit(base=3, colour="white"))

    assert codes(server.push(choose(Phone(3), bobs, "other"))) == ["changed-since"]
    assert server.thing().fields["colour"] == "white"
    assert len(server.thing().conflicts) == 1


def test_only_two_choices_are_known(server: Server, bobs: Change) -> None:
    assert codes(server.push(choose(Phone(3), bobs, "both"))) == ["no-such-choice"]


def test_who_has_the_value_replaced_by_a_choice_knows_whose_it_is_now(
    server: Server, bobs: Change
) -> None:
    server.push(choose(Phone(3), bobs, "other"))

    late = Phone(4).edit(base=3, colour="black")

    assert server.statuses(late) == ["conflict"]


def test_the_same_answer_when_a_conflict_is_offered_again(server: Server, bobs: Change) -> None:
    assert server.statuses(bobs, by="bob") == ["conflict"]
    assert len(server.thing().conflicts) == 1
