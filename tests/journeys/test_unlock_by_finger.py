"""A finger opens Doorstep: offered after the PIN, good with no signal, and not past the lease."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import CDPSession

from tests.journeys import visiting
from tests.journeys.desk import find_person
from tests.journeys.phone import Phone
from tests.journeys.promises.test_a_phone_that_is_lost import lock
from tests.journeys.town import Town

BuyPhone = Callable[..., Phone]

OFFER = "Unlock with your fingerprint or face"
UNLOCK = "Unlock with fingerprint or face"
SENSOR = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
    "hasPrf": True,
}


class Sensor:
    """A finger's, built into the phone."""

    def __init__(self, phone: Phone) -> None:
        self._cdp: CDPSession = phone.context.new_cdp_session(phone.page)
        self._cdp.send("WebAuthn.enable", {"enableUI": False})
        made = self._cdp.send("WebAuthn.addVirtualAuthenticator", {"options": SENSOR})
        self._id = made["authenticatorId"]

    def knows_the_finger(self, *, right: bool) -> None:
        """Whether it lets the finger that is on it pass."""
        asked = {"authenticatorId": self._id, "isUserVerified": right}
        self._cdp.send("WebAuthn.setUserVerified", asked)


def enrol_with_finger(phone: Phone, town: Town) -> Sensor:
    """The PIN is chosen, and the finger offered and taken."""
    sensor = Sensor(phone)
    phone.open_locked()
    visiting.choose_person(phone, find_person(town.inside, "social_worker"))
    phone.give_pin()
    phone.heading(OFFER)
    phone.tap("Set it up")
    phone.sees("Set up. At the next unlock your finger or face is enough.")
    phone.tap("Go on")
    phone.heading("Today")
    phone.wait_until_works_offline()
    phone.waits_until_all_is_sent()
    return sensor


def test_a_finger_opens_it_with_no_signal_and_the_pin_always_does(
    town: Town, buy_phone: BuyPhone
) -> None:
    phone = buy_phone(town)
    sensor = enrol_with_finger(phone, town)
    phone.lose_signal()
    lock(phone)

    phone.tap(UNLOCK)
    phone.heading("You")

    lock(phone)
    sensor.knows_the_finger(right=False)
    phone.tap(UNLOCK)
    phone.sees("That did not work. Enter the PIN.")
    phone.give_pin()
    phone.heading("You")
    sensor.knows_the_finger(right=True)
    lock(phone)
    phone.page.clock.set_fixed_time(datetime.now(UTC) + timedelta(hours=73))
    phone.page.reload()
    phone.heading("Sign in to open this phone")
    assert phone.thing_named(UNLOCK).count() == 0
    phone.dial_999()
