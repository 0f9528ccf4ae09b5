"""Promise 1: 999 and the police line are one tap away in every state, and nothing is fetched."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.faults.fates import answers, blackhole
from tests.journeys import visiting
from tests.journeys.calling import NINE, police_number_at, police_number_now
from tests.journeys.desk import Person, find_person
from tests.journeys.phone import Phone
from tests.journeys.town import Town

BuyPhone = Callable[..., Phone]

NO_PROMISES = """
StorageManager.prototype.persisted = () => Promise.resolve(false);
StorageManager.prototype.persist = () => {
  window.asked = true;
  return Promise.reject(new TypeError('not here'));
};
"""


@pytest.fixture
def worker(town: Town) -> Person:
    return find_person(town.inside, "social_worker")


@pytest.fixture
def enrolled(town: Town, buy_phone: BuyPhone, worker: Person) -> Phone:
    """A phone whose owner has signed in once."""
    phone = buy_phone(town)
    visiting.sign_in(phone, worker)
    return phone


def both_calls_go_out(phone: Phone, police: str) -> None:
    assert phone.dial_999() == NINE
    assert phone.dial_police() == police


def test_a_phone_long_out_of_contact_calls_and_writes_and_opens_after_a_sign_in(
    town: Town, enrolled: Phone, worker: Person
) -> None:
    phone, then = enrolled, datetime.now(UTC) + timedelta(hours=72, minutes=1)
    phone.lose_signal()
    phone.page.clock.set_fixed_time(then)
    phone.page.reload()
    phone.heading("Sign in to open this phone")

    both_calls_go_out(phone, police_number_at(town, worker, then))
    phone.open_locked("/#/")
    phone.tap("Write a note without unlocking")
    phone.write("Note", "Written after three days without a signal")
    phone.tap("Save the note")
    phone.sees("Back to the lock")
    phone.open_locked("/#/urgent")
    assert phone.dial_police() == police_number_at(town, worker, then)

    phone.find_signal()
    phone.page.clock.set_fixed_time(datetime.now(UTC))
    phone.open_locked()
    phone.heading("Sign in to open this phone")  # contact alone does not open it
    visiting.choose_person(phone, worker)
    phone.give_pin()
    phone.heading("Is this yours?")
    phone.sees("Written after three days without a signal")


def test_before_anyone_has_signed_in(town: Town, buy_phone: BuyPhone) -> None:
    phone = buy_phone(town).open()

    assert phone.dial_999() == NINE


def test_at_the_first_start_with_no_signal_after_enrolment(
    town: Town, enrolled: Phone, worker: Person
) -> None:
    police = police_number_now(town, worker)
    enrolled.kill()
    town.kill()
    enrolled.lose_signal()

    enrolled.open()

    both_calls_go_out(enrolled, police)


def test_after_signing_out_with_no_signal(town: Town, enrolled: Phone, worker: Person) -> None:
    police = police_number_now(town, worker)
    visiting.sign_out(enrolled)
    enrolled.lose_signal()

    enrolled.kill_and_reopen()

    both_calls_go_out(enrolled, police)


def test_over_a_half_filled_form(town: Town, enrolled: Phone, worker: Person) -> None:
    family = visiting.a_family_of(town, worker)
    visiting.begin_note(enrolled, family, "Half a sen")

    both_calls_go_out(enrolled, police_number_now(town, worker))

    expect(enrolled.page.get_by_label("Note").first).to_have_value("Half a sen")


def test_while_the_network_hangs(town: Town, enrolled: Phone, worker: Person) -> None:
    police = police_number_now(town, worker)
    town.network.rule = blackhole

    enrolled.kill_and_reopen()

    both_calls_go_out(enrolled, police)


def test_when_the_sign_in_has_ended(town: Town, enrolled: Phone, worker: Person) -> None:
    police = police_number_now(town, worker)
    town.network.rule = answers(401, b'{"code": "session-ended", "message": "Sign in again."}')

    enrolled.kill_and_reopen()

    both_calls_go_out(enrolled, police)


def test_when_the_browser_will_not_promise_to_keep_things(
    town: Town, enrolled: Phone, worker: Person
) -> None:
    enrolled.context.add_init_script(NO_PROMISES)
    enrolled.kill_and_reopen()
    enrolled.waits_until(lambda: enrolled.page.evaluate("window.asked === true"))

    enrolled.heading("Today")
    both_calls_go_out(enrolled, police_number_now(town, worker))


def test_on_a_page_that_the_app_does_not_have(town: Town, enrolled: Phone, worker: Person) -> None:
    enrolled.open("/#/no/such/page")

    both_calls_go_out(enrolled, police_number_now(town, worker))


def test_on_the_server_s_own_error_page(town: Town, buy_phone: BuyPhone) -> None:
    phone = buy_phone(town).open("/assets/nothing-here")

    assert phone.dial("999 (demo)") == NINE


def test_urgent_to_the_dialler_takes_three_taps_or_fewer(
    town: Town, enrolled: Phone, worker: Person
) -> None:
    """P-02, W-07: one tap to call, before any form."""
    with enrolled.counting_taps(3):
        enrolled.go("Urgent")
        enrolled.heading("Urgent")
        number = enrolled.dial("Call ")

    assert number in {NINE, police_number_now(town, worker)}
