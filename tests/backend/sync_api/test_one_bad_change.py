"""A change that breaks something of the server's blocks no other, and says nothing in the log."""

from dataclasses import replace

import structlog
from flask import Flask
from sqlalchemy import Connection

from backend.sync_api.models import setting
from sync.kinds import Desk, Kind
from sync.messages import Change, Record
from tests.backend.sync_api.shelves import SHELF_PRODUCT, Phone, open_shelves
from tests.sync.things import THINGS


def break_the_database(change: Change, record: Record, desk: Desk) -> None:
    """Twice the same key."""

    def effect(connection: Connection) -> None:
        for _ in range(2):
            connection.execute(setting.insert(), {"name": "same", "value": ""})

    desk.also(effect)


def break_a_rule(change: Change, record: Record, desk: Desk) -> None:
    """A mistake of ours, in an effect."""

    def effect(connection: Connection) -> None:
        raise KeyError(change.fields["name"])

    desk.also(effect)


BROKEN = [
    replace(THINGS["add_thing"], name=name, and_then=fault)
    for name, fault in (("bad_row", break_the_database), ("bad_rule", break_a_rule))
]


def with_kinds(app: Flask, *kinds: Kind) -> None:
    known = {**THINGS, **{kind.name: kind for kind in kinds}}
    open_shelves(app, replace(SHELF_PRODUCT, kinds=known))


def test_the_others_go_through_and_the_bad_one_is_held(app: Flask, phone: Phone) -> None:
    with_kinds(app, *BROKEN)
    good = [phone.add() for _ in range(3)]
    bad = [phone.add(kind="bad_row"), phone.add(kind="bad_rule")]

    outcomes = phone.push(good[0], bad[0], good[1], bad[1], good[2])

    assert [one["status"] for one in outcomes] == ["accepted", "held", "accepted"] + [
        "held",
        "accepted",
    ]
    assert {one["reason"]["code"] for one in outcomes if one["reason"]} == {"server-trouble"}
    assert {one["id"] for one in phone.things()} == {one.record_id for one in good}


def test_when_the_fault_is_mended_it_is_taken(app: Flask, phone: Phone) -> None:
    with_kinds(app, *BROKEN)
    bad = phone.add(kind="bad_row")
    assert phone.statuses(bad) == ["held"]

    with_kinds(app, replace(THINGS["add_thing"], name="bad_row"))

    assert phone.statuses(bad) == ["accepted"]


def test_the_log_says_where_and_nothing_of_what(app: Flask, phone: Phone) -> None:
    with_kinds(app, *BROKEN)
    secret = "a bruise on the left arm"  # noqa: S105

    with structlog.testing.capture_logs() as lines:
        phone.push(phone.add(kind="bad_rule", fields={"name": secret}))

    assert any(line.get("why") == "KeyError" for line in lines)
    assert secret not in repr(lines)


def test_an_urgent_change_that_fails_is_held_too(app: Flask, phone: Phone) -> None:
    with_kinds(app, *BROKEN)

    (outcome,) = phone.push(phone.add(kind="bad_row"), Doorstep_Lane="urgent")

    assert outcome["status"] == "held"
