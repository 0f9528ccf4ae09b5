"""What a rule writes beside its own record is saved with it or not at all (PROTOCOL 9)."""

from dataclasses import replace
from typing import Any

import pytest

from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Record
from tests.sync.making import BLUE, NOON, Phone, Server, codes, make_id
from tests.sync.things import THINGS

LIST = make_id(700)


def list_thing(change: Change, record: Record, desk: Desk) -> None:
    """Every new thing goes on a list, which is a record on the blue shelf."""
    listed = desk.record(LIST)
    names = [*(listed.fields["names"] if listed else ()), record.fields["name"]]
    if record.fields["name"] == "forbidden":
        desk.write(make_list(["spoilt"]) if listed is None else listed.next())
        raise Refused("forbidden", "No.")
    desk.also(lambda shelf: shelf.ran.append(record.fields["name"]))
    desk.write(listed.next(fields={"names": names}) if listed else make_list(names))


def make_list(names: list[Any]) -> Record:
    return Record(
        LIST, "list", BLUE, 1, {"names": names}, made_by="ann", made_at=NOON, received_at=NOON
    )


@pytest.fixture
def server() -> Server:
    server = Server()
    server.shelf.ran = []  # type: ignore[attr-defined]
    server.kinds["add_thing"] = replace(THINGS["add_thing"], and_then=list_thing)
    return server


def ran(server: Server) -> list[str]:
    effects: list[str] = server.shelf.ran  # type: ignore[attr-defined]
    return effects


def test_another_record_is_written_with_the_change(server: Server) -> None:
    phone = Phone(1)

    server.push(phone.add(1, name="cup"))
    server.push(phone.add(2, name="jug"), phone.add(3, name="pot"))

    listed = server.shelf.records[LIST]
    assert (listed.version, listed.fields["names"]) == (3, ["cup", "jug", "pot"])
    assert listed.stamps["names"].number == 3
    assert server.position(BLUE) == 2
    assert ran(server) == ["cup", "jug", "pot"]


def test_a_refused_change_leaves_nothing_of_what_its_rule_wrote(server: Server) -> None:
    outcomes = server.push(Phone(1).add(1, name="forbidden"), Phone(2).add(2, name="cup"))

    assert codes(outcomes) == ["forbidden", None]
    assert make_id(501) not in server.shelf.records
    assert server.shelf.records[LIST].fields["names"] == ["cup"]
    assert ran(server) == ["cup"]


def test_what_is_kept_beside_anothers_record_is_followed_too(server: Server) -> None:
    server.push(Phone(1).add(1, name="cup"))

    assert server.statuses(Phone(2).add(1, name="mug"), by="bob") == ["conflict"]
    assert ran(server) == ["cup", "cup"]


def test_nothing_follows_from_a_change_of_which_nothing_was_taken(server: Server) -> None:
    server.push(Phone(1).add(1, name="cup"))

    assert server.statuses(Phone(2).add(1, name="cup"), by="bob") == ["merged"]
    assert ran(server) == ["cup"]


def test_a_change_offered_again_has_no_effect_again(server: Server) -> None:
    add = Phone(1).add(1, name="cup")

    server.push(add)
    server.push(add)

    assert ran(server) == ["cup"]


def test_a_rule_that_skips_a_version_is_a_fault_of_that_change_only(server: Server) -> None:
    def skip(change: Change, record: Record, desk: Desk) -> None:
        desk.write(record.next().next())

    server.kinds["edit_thing"] = replace(THINGS["edit_thing"], and_then=skip)
    phone = Phone(1)

    outcomes = server.push(phone.add(1, name="cup"), phone.edit(base=1, name="mug"))

    assert codes(outcomes) == [None, "server-trouble"]
    assert server.thing().fields == {"name": "cup"}


def test_the_version_told_is_the_one_after_all_that_followed(server: Server) -> None:
    def count(change: Change, record: Record, desk: Desk) -> None:
        desk.write(record.next(fields={**record.fields, "amount": 1}))

    server.kinds["add_thing"] = replace(THINGS["add_thing"], and_then=count)

    (outcome,) = server.push(Phone(1).add(1, name="cup"))

    assert outcome.version == server.thing().version == 2


def test_what_the_server_adds_is_not_in_conflict_when_two_make_the_same(server: Server) -> None:
    server.kinds["add_thing"] = replace(
        THINGS["add_thing"],
        becomes=lambda change, current, fields, desk: {**fields, "by": desk.author.person_id},
    )
    server.push(Phone(1).add(1, name="cup"))

    assert server.statuses(Phone(2).add(1, name="cup"), by="bob") == ["merged"]
    assert server.thing().fields == {"name": "cup", "by": "ann"}
