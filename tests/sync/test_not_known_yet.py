"""A phone newer than the server, or than a restored server, loses nothing (PROTOCOL 5.2)."""

from dataclasses import replace

import pytest

from sync.errors import Refused
from sync.messages import Change, Fields
from tests.sync.making import Phone, Server, codes
from tests.sync.things import THINGS


def test_an_unknown_kind_is_held_until_the_server_knows_it() -> None:
    server, phone = Server(), Phone(1)
    painted = phone.change("paint_thing", 1, {"colour": "green"}, base_version=1)
    assert server.statuses(phone.add(), painted) == ["accepted", "held"]

    server.kinds["paint_thing"] = replace(THINGS["edit_thing"], name="paint_thing")

    assert server.statuses(painted) == ["accepted"]
    assert server.thing().fields["colour"] == "green"


def test_an_unknown_schema_is_held() -> None:
    server, phone = Server(), Phone(1)
    newer = replace(phone.add(), schema=2)

    assert codes(server.push(newer)) == ["kind-not-known-yet"]


def test_every_schema_ever_shipped_is_brought_to_todays() -> None:
    def read(change: Change) -> Fields:
        if change.schema == 1:
            return {"name": change.fields["title"]}
        return dict(change.fields)

    server, phone = Server(), Phone(1)
    server.kinds["add_thing"] = replace(
        THINGS["add_thing"], read_fields=read, schemas=frozenset({1, 2})
    )

    server.push(phone.add(title="cup"))

    assert server.thing().fields == {"name": "cup"}


def test_a_change_to_a_record_that_a_restored_server_lacks_is_held() -> None:
    server, ann, bob = Server(), Phone(1), Phone(2)
    add = ann.add()

    assert codes(server.push(bob.edit(base=1, name="mug"), by="bob")) == ["record-not-here-yet"]
    server.push(add)
    edit = bob.edit(base=1, colour="green")
    assert server.statuses(edit, by="bob") == ["accepted"]


def test_a_change_to_a_record_that_never_was_is_refused() -> None:
    server, phone = Server(), Phone(1)

    assert codes(server.push(phone.edit(base=0, name="mug"))) == ["no-such-record"]


def test_a_faulty_rule_holds_its_own_change_only() -> None:
    def fail(change: Change) -> Fields:
        raise KeyError("a fault in a rule")

    server, phone = Server(), Phone(1)
    server.push(phone.add(1))
    server.kinds["edit_thing"] = replace(THINGS["edit_thing"], read_fields=fail)
    edit = phone.edit(name="mug")

    assert codes(server.push(edit, phone.add(2))) == ["server-trouble", None]

    server.kinds["edit_thing"] = THINGS["edit_thing"]
    assert server.statuses(edit) == ["accepted"]


def test_a_fault_is_logged_without_what_was_written(caplog: pytest.LogCaptureFixture) -> None:
    def fail(change: Change) -> Fields:
        raise ValueError(f"cannot read {change.fields['name']}")

    server, phone = Server(), Phone(1)
    server.kinds["add_thing"] = replace(THINGS["add_thing"], read_fields=fail)

    server.push(phone.add(name="private"))

    text = caplog.text
    assert "add_thing" in text
    assert "ValueError" in text
    assert "private" not in text


def test_what_other_records_a_broken_change_names_is_no_trouble() -> None:
    def reads(change: Change) -> list[str]:
        raise Refused("no", "No.") if change.fields else KeyError("no")

    server, phone = Server(), Phone(1)
    server.kinds["add_thing"] = replace(THINGS["add_thing"], reads=reads)

    assert server.statuses(phone.add(), phone.change("add_thing", 2, {})) == [
        "accepted",
        "accepted",
    ]
