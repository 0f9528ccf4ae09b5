"""A wrong number is corrected by two administrators; a phone changes its first number by itself."""

from collections.abc import Callable
from datetime import UTC, datetime

from playwright.sync_api import Locator, expect

from tests.journeys import arranging, visiting
from tests.journeys.arranging import RIGHT, SERGEANT
from tests.journeys.calling import police_number_at
from tests.journeys.desk import Desk, Person, find_people, find_person
from tests.journeys.phone import Phone
from tests.journeys.promises.test_clocks_are_right import next_weekday_at
from tests.journeys.promises.test_who_should_not_see_it_cannot import everything_kept
from tests.journeys.town import Town

BuyPhone = Callable[..., Phone]
DESK = {"viewport": {"width": 1280, "height": 900}, "is_mobile": False}
DIALLED = "tel:+441514960777"


def test_a_wrong_number_is_corrected_and_a_phone_that_was_offline_has_the_right_one(
    town: Town, buy_phone: BuyPhone
) -> None:
    one, two = find_people(town.inside, "administrator")
    field, first, second = buy_phone(town), buy_phone(town, **DESK), buy_phone(town, **DESK)
    manager = find_person(town.inside, "team_manager")
    visiting.sign_in(field, manager)
    old = Desk(town.inside, manager).records("strategy_request")[0]
    before = next_weekday_at(16, 59)
    assert_old_number(town, manager, before)
    field.lose_signal()

    visiting.sign_in(first, one)
    arranging.correct(first, SERGEANT, RIGHT)
    visiting.sign_in(second, two)
    arranging.approve(second, RIGHT)

    field.find_signal()
    field.kill_and_reopen("/#/urgent")
    field.waits_until(lambda: DIALLED.removeprefix("tel:") in everything_kept(field))
    field.lose_signal()
    field.page.clock.install(time=before)
    field.kill_and_reopen("/#/urgent")

    expect(first_to_call(field)).to_have_attribute("href", DIALLED)
    field.sees("Number not checked yet")
    field.page.clock.run_for(61_000)
    expect(first_to_call(field)).to_have_attribute("href", "tel:+441632960101")
    field.open(f"/#/requests/{old['id']}")
    field.sees("Version 1, which it began with")


def assert_old_number(town: Town, person: Person, moment: datetime) -> None:
    """What stood there before anybody corrected it."""
    assert police_number_at(town, person, moment.astimezone(UTC)) == "tel:+447700900100"


def first_to_call(phone: Phone) -> Locator:
    """The first number under "Who to call now": 999 stands above it."""
    return phone.page.locator("main .ds-calls a[href^='tel:']").nth(1)
