"""Promise 3: saved is not sent, sent is not told, told is not answered; each has its own words."""

import re
from collections.abc import Callable

import pytest

from tests.faults.fates import answers, clear
from tests.journeys import visiting
from tests.journeys.day import Day, begin_day
from tests.journeys.phone import EVERYTHING_SENT, NOT_SENT, SENT_NOT_TOLD, Phone
from tests.journeys.town import Town

BuyPhone = Callable[..., Phone]


@pytest.fixture
def day(town: Town, buy_phone: BuyPhone) -> Day:
    return begin_day(town, buy_phone(town))


def test_an_urgent_request_goes_through_its_states_one_by_one(day: Day) -> None:
    phone = day.phone
    phone.lose_signal()
    day.raise_the_urgent_request()
    phone.does_not_see("Police told:")
    phone.does_not_see(EVERYTHING_SENT)

    phone.find_signal()
    phone.waits_until_all_is_sent()
    phone.does_not_see(NOT_SENT)
    phone.sees(SENT_NOT_TOLD)
    phone.does_not_see("Police told:")

    visiting.call_from_the_request(phone)
    phone.does_not_see("Police told:")
    visiting.record_spoke(phone, "Sergeant Drama")
    phone.sees(re.compile(r"Police told: Sergeant Drama answered at \d\d:\d\d"))


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, b"<h1>Welcome to our wifi</h1>", "text/html"),
        (200, b"{}", "application/json"),
        (200, b'{"protocol": 1, "outcomes": [], "pull": null}', "application/json"),
        (500, b"", "text/html"),
    ],
    ids=["captive portal", "empty", "no outcome", "error"],
)
def test_an_answer_that_is_not_an_outcome_sends_nothing(
    day: Day, status: int, body: bytes, kind: str
) -> None:
    phone = day.phone
    day.town.network.rule = answers(status, body, kind)

    day.raise_the_urgent_request()
    phone.waits_until(lambda: len(day.town.network.pushes) >= 1)

    phone.page.wait_for_timeout(500)
    phone.sees(NOT_SENT)
    day.town.network.rule = clear


def test_a_change_that_waits_says_only_that_it_is_on_this_phone(day: Day) -> None:
    phone = day.phone
    phone.lose_signal()
    visiting.write_note(phone, day.family, "Only here")

    phone.sees("Saved on this phone")
    phone.sees("1 change saved on this phone, not sent")
