"""A locked phone: what is dialled and written on it is nobody's until somebody says whose it is."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys import visiting
from tests.journeys.day import Day, begin_day
from tests.journeys.desk import Record
from tests.journeys.phone import UNLOCK, Phone
from tests.journeys.promises.test_a_phone_that_is_lost import found_on_the_disk, lock
from tests.journeys.town import Town

BuyPhone = Callable[..., Phone]

WRITTEN = "Planted: the door was open and the youngest alone"


@pytest.fixture
def day(town: Town, buy_phone: BuyPhone) -> Day:
    return begin_day(town, buy_phone(town))


def write_locked_note(phone: Phone, text: str) -> None:
    """By the link under the calls."""
    phone.tap("Write a note without unlocking")
    phone.write("Note", text)
    phone.tap("Save the note")
    phone.sees("Saved on this phone, locked")
    phone.tap("Back to the lock")


def arrived(day: Day, kind: str) -> list[Record]:
    return day.town.desk(day.worker).records(kind)


def test_a_call_and_a_note_of_a_locked_phone_are_sent_when_their_writer_says_so(day: Day) -> None:
    phone = day.phone
    phone.lose_signal()
    lock(phone)
    write_locked_note(phone, WRITTEN)
    phone.dial_999()
    phone.sees("2 things written while locked wait for the unlock.")
    phone.kill()
    phone.open_locked()
    phone.sees("2 things written while locked wait for the unlock. They are not sent.")
    assert found_on_the_disk(phone, [WRITTEN]) == []

    phone.give_pin()

    phone.heading("Is this yours?")
    phone.sees("Tapped to call, outcome not recorded yet")
    phone.does_not_see("Everything is sent")
    phone.tap("All 2 are mine")
    phone.write("Which family?", day.family)
    phone.tap_on(phone.page.locator("#found-families label").first)
    phone.tap("Save it for this family")
    phone.sees("There is nothing more to ask.")
    phone.find_signal()
    phone.waits_until_all_is_sent()
    texts = [note["fields"]["text"] for note in arrived(day, "note")]
    assert texts.count(WRITTEN) == 1
    [call] = [one for one in arrived(day, "call_log") if one["fields"]["called"] == "999"]
    assert call["fields"]["outcome"] == "attempted"
    phone.go("Today")
    visiting.record_outcome(phone, "Control room")


def test_what_is_not_mine_is_put_aside_and_never_sent(day: Day) -> None:
    phone = day.phone
    lock(phone)
    write_locked_note(phone, WRITTEN)
    phone.give_pin()
    phone.heading("Is this yours?")

    phone.tap("Not mine")

    phone.sees("Put aside under Outbox. It is not sent.")
    phone.go("Outbox")
    phone.sees(re.compile("Nobody on this phone said that it is theirs"))
    phone.sees(WRITTEN)
    phone.waits_until_quiet()
    assert WRITTEN not in [note["fields"]["text"] for note in arrived(day, "note")]
    phone.tap("It is mine after all")
    phone.heading("Is this yours?")
    expect(phone.page.get_by_role("heading", name=UNLOCK)).to_have_count(0)
