"""Signing in with a council account: linked once by an operator, then there and back."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journeys.desk import find_person
from tests.journeys.phone import Phone
from tests.journeys.provider import Provider
from tests.journeys.seeded import Seeded
from tests.journeys.town import Town


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[Provider]:
    made = Provider(tmp_path)
    yield made
    made.close()


@pytest.fixture
def town(seeded: Seeded, tmp_path: Path, provider: Provider) -> Iterator[Town]:
    """A council whose people have accounts there."""
    oidc = {"ISSUER": provider.issuer, "CLIENT_ID": "doorstep", "CLIENT_SECRET": "a word"}
    settings = {f"DOORSTEP_OIDC_{name}": value for name, value in oidc.items()}
    with seeded.town(tmp_path / "town", **settings) as town:
        yield town


def sign_in_there(phone: Phone) -> None:
    phone.open()
    phone.tap("Sign in with your council account")
    phone.page.locator("input[name=sub]").fill("ash")
    phone.page.locator("input[name=sub]").press("Enter")


def test_it_is_linked_once_and_then_opens_the_phone(
    town: Town, buy_phone: Callable[..., Phone]
) -> None:
    phone, person = buy_phone(town), find_person(town.inside, "social_worker")
    sign_in_there(phone)
    phone.sees("Your council account is not linked with Doorstep yet.")
    phone.dial_999()
    code = re.search(r"[A-Z]{4}-[A-Z]{4}-[A-Z]{4}", phone.page.locator("main").inner_text())
    assert code
    town.command("link-sign-in", person.email, code[0])

    sign_in_there(phone)
    phone.give_pin()
    phone.heading("Today")
    phone.kill_and_reopen()
    phone.heading("Today")


def test_a_link_from_elsewhere_signs_nobody_in(town: Town, buy_phone: Callable[..., Phone]) -> None:
    phone = buy_phone(town).open("/#/signed-in/a-code-of-somebody-else")

    phone.sees("That sign-in was not begun on this phone.")
    phone.tap("Start again")
    phone.heading("Sign in")
