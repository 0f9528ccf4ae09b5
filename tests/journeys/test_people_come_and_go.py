"""An administrator adds a person, who signs in; and ends their access, everywhere at once."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys import visiting
from tests.journeys.desk import find_person
from tests.journeys.phone import Phone
from tests.journeys.promises.test_who_should_not_see_it_cannot import everything_kept
from tests.journeys.town import Town

BuyPhone = Callable[..., Phone]
DESK = {"viewport": {"width": 1280, "height": 900}, "is_mobile": False}
EMAIL, NAME, CHOSEN = "robin@council.example", "Robin Made-up", "three unrelated words"


def test_somebody_is_added_signs_in_and_is_out_everywhere_when_access_ends(
    town: Town, buy_phone: BuyPhone
) -> None:
    admin, first, second = buy_phone(town, **DESK), buy_phone(town), buy_phone(town)
    visiting.sign_in(admin, find_person(town.inside, "administrator"))
    code = add(admin)

    choose_a_password(first, code)
    for phone in (first, second):
        sign_in(phone)
    end_access(admin)

    for phone in (first, second):
        phone.page.reload()  # locked, and nobody gives the PIN: it hears of it all the same
        expect(phone.page.get_by_role("heading", level=1)).to_have_text("Sign in")
        assert "Invented" not in everything_kept(phone).replace(NAME, "")
        write_down_and_go(phone)
        phone.sees("The e-mail address or the password is not right")


def add(admin: Phone) -> str:
    """At a desk; the code is on the screen once."""
    admin.go("People")
    admin.tap("Add a person")
    admin.write("E-mail address", EMAIL)
    admin.write("Name", NAME)
    admin.choose("Role", "Social worker")
    admin.choose("Team", "Assessment Team (demo)")
    admin.tap("Add this person")
    admin.sees("Their one-time code")
    code = admin.page.get_by_label("Their one-time code").locator("p").first.inner_text()
    admin.waits_until_all_is_sent()
    return code


def choose_a_password(phone: Phone, code: str) -> None:
    phone.open()
    phone.tap("I have a one-time code")
    phone.write("E-mail address", EMAIL)
    phone.write("One-time code", code.lower())
    phone.write("New password", CHOSEN)
    phone.tap("Save the password")
    phone.sees("Your password is saved")


def sign_in(phone: Phone) -> None:
    phone.open()
    write_down_and_go(phone)
    phone.give_pin()
    phone.heading("Today")
    phone.waits_until_all_is_sent()


def write_down_and_go(phone: Phone) -> None:
    phone.write("E-mail address", EMAIL)
    phone.write("Password", CHOSEN)
    phone.tap_on(phone.page.get_by_role("button", name="Sign in", exact=True))


def end_access(admin: Phone) -> None:
    admin.go("People")
    admin.tap(NAME)
    admin.tap("End it now")
    admin.tap("Yes, end it now")
    admin.sees("Access ended")
    admin.waits_until_all_is_sent()
