"""Facts are corrected with a reason, decisions are taken whole (PROTOCOL 8)."""

from dataclasses import replace

import pytest

from tests.sync.making import NOON, Phone, Server, codes


@pytest.fixture
def server() -> Server:
    server = Server()
    server.push(Phone(9).add(name="cup", amount=12))
    return server


def correct(by: Phone, base: int = 1, **fields: object) -> object:
    return by.change("correct_thing", 1, fields, base_version=base)


def decide(by: Phone, base: int = 1, **fields: object) -> object:
    return by.change("decide_thing", 1, fields, base_version=base)


def test_a_correction_leaves_what_was_said_before_readable(server: Server) -> None:
    server.push(correct(Phone(1), amount=21, colour="red", reason="Digits swapped."))

    thing = server.thing()
    assert thing.fields == {"name": "cup", "amount": 21, "colour": "red"}
    (correction,) = thing.corrections
    assert correction.before == {"amount": 12, "colour": None}
    assert (correction.reason, correction.by, correction.at) == ("Digits swapped.", "ann", NOON)


@pytest.mark.parametrize("reason", [None, "", "   "])
def test_a_correction_says_why(server: Server, reason: str | None) -> None:
    assert codes(server.push(correct(Phone(1), amount=21, reason=reason))) == ["reason-needed"]
    assert server.thing().fields["amount"] == 12


def test_two_corrections_one_after_the_other_are_both_readable(server: Server) -> None:
    server.push(correct(Phone(1), amount=21, reason="Digits swapped."))
    server.push(correct(Phone(2), base=2, amount=22, reason="Counted again."), by="bob")

    assert [c.before for c in server.thing().corrections] == [{"amount": 12}, {"amount": 21}]


def test_two_corrections_of_one_field_at_once_are_in_conflict(server: Server) -> None:
    server.push(correct(Phone(1), amount=21, reason="Digits swapped."))

    assert server.statuses(
        correct(Phone(2), amount=22, name="mug", reason="Counted again."), by="bob"
    ) == ["conflict"]

    thing = server.thing()
    assert thing.fields == {"name": "mug", "amount": 21}
    assert [kept.value for kept in thing.conflicts] == [22]
    assert [c.reason for c in thing.corrections] == ["Digits swapped.", "Counted again."]
    assert thing.corrections[1].before == {"name": "cup"}


def test_a_correction_that_alters_nothing_writes_nothing(server: Server) -> None:
    assert server.statuses(correct(Phone(1), amount=12, reason="As it was.")) == ["accepted"]
    assert server.thing().version == 1


def test_a_decision_is_taken_whole(server: Server) -> None:
    assert server.statuses(decide(Phone(1), status="approved", amount=5)) == ["accepted"]
    assert server.thing().fields == {"name": "cup", "amount": 5, "status": "approved"}


def test_a_decision_on_something_else_that_changed_is_taken(server: Server) -> None:
    server.push(Phone(2).edit(name="mug"), by="bob")

    assert server.statuses(decide(Phone(1), status="approved")) == ["merged"]


def test_a_decision_on_what_is_no_longer_so_is_refused_whole(server: Server) -> None:
    server.push(Phone(2).edit(amount=13), by="bob")

    outcomes = server.push(decide(Phone(1), status="approved", amount=5))

    assert codes(outcomes) == ["changed-since"]
    assert outcomes[0].reason is not None
    assert outcomes[0].reason.fields == {"amount": "was changed meanwhile"}
    assert "status" not in server.thing().fields


def test_the_rule_says_whether_something_may_still_be_decided(server: Server) -> None:
    server.push(decide(Phone(1), status="approved"))

    assert codes(server.push(decide(Phone(2), base=2, status="refused"))) == ["decided-already"]


def test_a_decision_that_alters_nothing_writes_nothing(server: Server) -> None:
    (outcome,) = server.push(decide(Phone(1), amount=12))

    assert (outcome.status, outcome.version) == ("accepted", 1)
    assert server.position() == 1


def test_a_correction_of_another_type_is_refused(server: Server) -> None:
    kind = server.kinds["correct_thing"]
    server.kinds["correct_thing"] = replace(kind, record_type="other")

    assert codes(server.push(correct(Phone(1), amount=1, reason="x"))) == ["other-type"]
