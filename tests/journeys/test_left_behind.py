"""What somebody leaves half done on a phone: a request not sent, a call not recorded."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys import visiting
from tests.journeys.desk import Person, find_person
from tests.journeys.phone import NOT_SENT, Phone
from tests.journeys.town import Town

BuyPhone = Callable[..., Phone]


@pytest.fixture
def worker(town: Town) -> Person:
    return find_person(town.inside, "social_worker")


def raise_without_signal(town: Town, phone: Phone, worker: Person) -> None:
    desk = town.desk(worker)
    child = desk.records("child")[0]["fields"]
    families = {one["id"]: one["fields"]["name"] for one in desk.records("family")}
    phone.lose_signal()
    family, name = families[child["case_id"]], child["given_name"]
    visiting.raise_urgent_request(phone, family, name, "A bruise.", "07700 900123")
    phone.sees(NOT_SENT)


def test_an_urgent_request_left_unsent_is_asked_about_and_stays_in_sight(
    town: Town, buy_phone: BuyPhone, worker: Person
) -> None:
    phone, other = buy_phone(town), find_person(town.inside, "business_support")
    visiting.sign_in(phone, worker)
    raise_without_signal(town, phone, worker)

    phone.open("/#/you")
    phone.tap("Sign out and leave it unsent")
    phone.tap("Stay signed in")
    phone.tap("Sign out and leave it unsent")
    phone.tap("Yes, sign out")

    left = f"NOT SENT - an urgent request by {worker.name}. Police have not been told."
    phone.heading("Sign in")
    phone.sees(left)
    phone.find_signal()
    visiting.sign_in(phone, other)
    phone.waits_until(lambda: "raise_request" in [c.kind for c in town.settled_changes().values()])
    phone.does_not_see(left)

    visiting.sign_out(phone)
    visiting.sign_in(phone, worker)
    phone.does_not_see(left)


def test_screens_that_were_lost_on_the_way_hold_back_no_call_and_are_one_tap_away(
    town: Town, buy_phone: BuyPhone, worker: Person
) -> None:
    phone = buy_phone(town)
    phone.page.route("**/assets/signed-in-*.js", lambda route: route.abort(), times=1)
    phone.open()
    visiting.choose_person(phone, worker)
    phone.give_pin()

    phone.sees("Not all of Doorstep is on this phone yet")
    phone.dial("999", within=phone.page.get_by_role("main"))
    phone.tap("Open Doorstep again")
    phone.give_pin()

    phone.heading("Today")


def test_saving_a_call_with_a_double_tap_goes_back_one_page(
    town: Town, buy_phone: BuyPhone, worker: Person
) -> None:
    phone = buy_phone(town)
    visiting.sign_in(phone, worker)
    phone.go("Outbox")
    phone.go("Families")
    phone.dial_999()
    phone.tap("Record the call")
    phone.choose("Did you speak to someone?", "I did not make the call")

    phone.page.get_by_role("button", name="Save the call").dblclick()

    phone.heading("Families")


def test_no_answer_is_kept_when_the_next_number_is_tapped(
    town: Town, buy_phone: BuyPhone, worker: Person
) -> None:
    phone = buy_phone(town)
    visiting.sign_in(phone, worker)
    phone.dial_police()
    phone.dial_999()
    phone.go("Families")
    phone.tap("Record the call")
    phone.choose("Did you speak to someone?", "No answer")

    phone.dial("101", phone.page.get_by_role("alert"))

    phone.go("Families")
    visiting.record_spoke(phone, "Sergeant Q")
    phone.go("Families")
    phone.tap("Record the call")
    expect(phone.question("Did you speak to someone?")).to_be_visible()
    phone.choose("Did you speak to someone?", "I did not make the call")
    visiting.save_call(phone)

    def outcomes() -> list[str]:
        calls = town.desk(worker).records("call_log")
        latest = sorted(calls, key=lambda call: str(call["fields"]["started_at"]))[-3:]
        return [call["fields"]["outcome"] for call in latest]

    phone.waits_until(lambda: outcomes() == ["not_made", "no_answer", "spoke"])


def test_what_is_typed_about_a_call_signed_out_survives_a_kill(
    town: Town, buy_phone: BuyPhone
) -> None:
    phone = buy_phone(town).open()
    phone.heading("Sign in")
    phone.wait_until_works_offline()
    phone.dial_999()
    phone.tap("Record the call")
    phone.choose("Did you speak to someone?", "Yes, we spoke")
    phone.write("Who answered?", "Sergeant Q")

    phone.kill_and_reopen()
    phone.tap("Record the call")

    expect(phone.page.get_by_label("Who answered?")).to_have_value("Sergeant Q")
