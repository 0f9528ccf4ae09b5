"""What somebody does for the second step of their sign-in, in the words on the screen."""

import re
from datetime import UTC, datetime
from typing import Any

import pyotp
from playwright.sync_api import expect

from tests.journeys.phone import Phone
from tests.journeys.town import Town

HALF_MINUTE = 30
CODE = re.compile(r"^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$")


class CodeApp:
    """On another phone: it never shows the same code twice."""

    def __init__(self, key: str) -> None:
        self._totp = pyotp.TOTP(key.replace(" ", ""))
        self._last = 0

    def code(self) -> str:
        """The next one that was not shown: at most a step ahead of now."""
        now = int(datetime.now(UTC).timestamp()) // HALF_MINUTE
        self._last = max(now - 1, self._last + 1)
        assert self._last <= now + 1, "three codes at once are all that a journey has"
        return self._totp.generate_otp(self._last)


def demand(town: Town, area: str = "wirral") -> None:
    """As an operator does."""
    town.command("second-step", "--area", area, "--demanded")


def install_app(phone: Phone) -> CodeApp:
    """The key is typed into the app."""
    phone.heading("Set up your code app")
    return CodeApp(phone.page.locator(".ds-codes code").inner_text())


def enter(phone: Phone, label: str, code: str) -> None:
    phone.write(label, code)
    phone.tap("Continue")


def written_down(phone: Phone) -> list[str]:
    """The recovery codes, on paper."""
    phone.heading("Write down your recovery codes")
    shown = phone.page.locator(".ds-codes code")
    expect(shown).to_have_count(10)
    codes = shown.all_inner_texts()
    assert all(CODE.match(code) for code in codes)
    phone.tap("I have written them down")
    return codes


def put_in_a_key(phone: Phone) -> Any:
    """The browser's own authenticator: real keys and signatures, a finger that always touches."""
    session = phone.context.new_cdp_session(phone.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session
