"""Signing in takes a second step where an area demands it: a code app, a passkey, a paper code."""

from collections.abc import Callable

from tests.journeys import second_step, visiting
from tests.journeys.desk import find_person
from tests.journeys.phone import Phone
from tests.journeys.town import Town

Buy = Callable[..., Phone]


def test_the_first_sign_in_sets_up_a_code_app_and_a_paper_code_opens_too(
    town: Town, buy_phone: Buy
) -> None:
    second_step.demand(town)
    person = find_person(town.inside, "social_worker")
    phone = buy_phone(town).open()
    visiting.choose_person(phone, person)

    phone.heading("Set up a second step")
    phone.dial_999()
    phone.tap("Set up a code app")
    app = second_step.install_app(phone)
    second_step.enter(phone, "Then enter the code", "000000")
    phone.sees("That code is not right.")
    second_step.enter(phone, "Then enter the code", app.code())
    codes = second_step.written_down(phone)
    phone.give_pin()
    phone.heading("Is this yours?")
    phone.tap("Yes, it is mine")
    phone.sees("There is nothing more to ask.")

    other = buy_phone(town).open()
    visiting.choose_person(other, person)
    other.heading("Check that it is you")
    second_step.enter(other, "Security code", app.code())
    other.give_pin()
    other.heading("Today")

    third = buy_phone(town).open()
    visiting.choose_person(third, person)
    third.tap("Use a recovery code instead")
    second_step.enter(third, "Recovery code", codes[0])
    third.give_pin()
    third.heading("Today")


def test_a_passkey_is_made_and_used(town: Town, buy_phone: Buy) -> None:
    person = find_person(town.inside, "team_manager")
    phone = buy_phone(town)
    visiting.sign_in(phone, person)
    second_step.put_in_a_key(phone)

    phone.open("/#/you")
    phone.tap("Second step of signing in")
    phone.sees("You have no second step yet.")
    phone.tap("Make a passkey")
    codes = second_step.written_down(phone)
    phone.sees("Set up. You are asked for it at your next sign-in.")
    phone.sees("10 recovery codes left")

    visiting.sign_out(phone)
    visiting.choose_person(phone, person)
    phone.tap("Use your passkey")
    phone.give_pin()
    phone.heading("Today")

    phone.open("/#/you/second-step")
    phone.write("Your security code or a recovery code", codes[0])
    phone.tap("Remove: Passkey of")
    phone.sees("Removed.")
    visiting.sign_out(phone)
    visiting.choose_person(phone, person)
    phone.give_pin()
    phone.heading("Today")
