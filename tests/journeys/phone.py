"""A phone in somebody's hand: what they tap, write and read, in their words."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page, Playwright, expect

from tests.journeys.chromium import kill_browser, start_browser
from tests.journeys.in_the_page import CALLS, NO_ROOM, WORKER_READY, WRITTEN_DOWN
from tests.journeys.town import Town

OF_A_PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
    "locale": "en-GB",
    "timezone_id": "Europe/London",
}
PATIENCE = 30_000
"""Milliseconds. A pass never waits for it: it is for a slow machine with much to do."""

expect.set_options(timeout=PATIENCE)

EVERYTHING_SENT = "Everything is sent"
PIN = "40302010"
CHOOSE = "Choose a PIN for this phone"
UNLOCK = "Unlock Doorstep"
PIN_PAGES = re.compile(f"{CHOOSE}|{UNLOCK}")
NOT_SENT = "NOT SENT - police have not been told"
SENT_NOT_TOLD = re.compile(r"Sent \d\d:\d\d. Police not told yet")


class Phone:
    """One install of the app. `taps` counts what a thumb would do."""

    def __init__(self, playwright: Playwright, folder: Path, town: Town, **settings: Any) -> None:
        self.address = town.address
        self.taps = 0
        self.asked: list[str] = []
        self.broken: list[str] = []
        self._browser = (playwright, folder, town.address, {**OF_A_PHONE, **settings})
        self.folder = folder
        self._enrolled = town.enrolled
        self._on: tuple[BrowserContext, Page] | None = None
        self.has_pin = False

    @property
    def context(self) -> BrowserContext:
        """The browser; it is started when it is first asked for."""
        return (self._on or self.switch_on())[0]

    @property
    def page(self) -> Page:
        """The tab that is looked at."""
        return (self._on or self.switch_on())[1]

    @page.setter
    def page(self, page: Page) -> None:
        self._on = (self.context, page)

    def switch_on(self) -> tuple[BrowserContext, Page]:
        """The browser starts with what it had kept."""
        context = start_browser(*self._browser)
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("weberror", lambda fault: self.broken.append(str(fault.error)))
        self._on = (context, context.pages[0])
        return self._on

    def switch_off(self) -> None:
        """It has the time to put everything away."""
        if self._on is not None:
            self._on[0].close()
        self._on = None

    def is_enrolled_by(self, email: str) -> bool:
        """Still in its box, it can be the one that this person signed in on long ago, here."""
        kept = None if self._on else self._enrolled.pop(email, None)
        if kept is None:
            return False
        shutil.copytree(kept, self.folder, ignore=shutil.ignore_patterns("Singleton*"))
        self.has_pin = True
        return True

    def lose_power(self) -> None:
        """`kill -9` of the whole browser: it has no moment to tidy up."""
        kill_browser(self.folder)

    # Opening, closing, signal

    def open(self, where: str = "/") -> "Phone":
        """With the PIN, where the app asks for it."""
        self.open_locked(where)
        if self.has_pin and self._is_locked():
            self.give_pin()
            self.page.goto(f"{self.address}/{where.lstrip('/') or '#/'}")
        return self

    def _is_locked(self) -> bool:
        """Also on the page of calls, which asks for no PIN: from there to the page that does."""
        if self._says(UNLOCK):
            return True
        to_unlock = self.page.get_by_role("link", name="Unlock to write a request")
        is_locked = to_unlock.count() > 0
        if is_locked:
            to_unlock.click()
        return is_locked

    def open_locked(self, where: str = "/") -> "Phone":
        """No further than the first page."""
        self.page.goto(self.address + where)
        return self

    def _says(self, title: str) -> bool:
        """Once there is a page to read."""
        heading = self.page.get_by_role("heading", level=1)
        expect(heading.first).to_be_visible()
        return title in heading.first.inner_text()

    def give_pin(self, pin: str = PIN) -> None:
        """Chosen after the first sign-in here, asked for ever after: no tap of the day's work."""
        expect(self.page.get_by_role("heading", name=PIN_PAGES)).to_be_visible()
        is_new = self._says(CHOOSE)
        self.page.get_by_label("PIN", exact=True).fill(pin)
        if is_new:
            self.page.get_by_label("Type the PIN again").fill(pin)
        go = "Lock this phone with the PIN" if is_new else "Unlock"
        self.page.get_by_role("button", name=go, exact=True).click()
        expect(self.page.get_by_role("heading", name=PIN_PAGES)).to_have_count(0)
        self.has_pin = True

    def wait_until_works_offline(self) -> None:
        """The service worker has the app."""
        assert self.page.evaluate(WORKER_READY)

    def lose_signal(self) -> None:
        """For the page and for the service worker."""
        self.context.set_offline(True)

    def find_signal(self) -> None:
        self.context.set_offline(False)

    def kill(self) -> None:
        """Swipe the app away. (The new page keeps the browser itself, and its offline state.)

        As sudden as the browser allows: what was tapped just before and is not seen to be saved may
        be lost with it, as on a phone. Wait for what a person sees, unless that is the point.
        """
        other = self.context.new_page()
        self.page.close()
        self.page = other

    def kill_and_reopen(self, where: str = "/") -> None:
        self.kill()
        self.open(where)

    def fill_up_the_disk(self) -> None:
        """From now on the browser says what it says when there is no room."""
        self.page.evaluate(NO_ROOM)

    # What a thumb does

    def tap(self, name: str, within: Locator | None = None) -> None:
        """A button, a link, or a choice, by the words on it."""
        self.tap_on(self.thing_named(name, within))

    def tap_on(self, thing: Locator) -> None:
        thing.click()
        self.taps += 1

    def thing_named(self, name: str, within: Locator | None = None) -> Locator:
        place = within or self.page.locator("body")
        button = place.get_by_role("button", name=name)
        return button.or_(place.get_by_role("link", name=name)).first

    def choose(self, question: str, *answers: str) -> None:
        """One or more of the answers to a question."""
        for answer in answers:
            self.tap_on(self.question(question).get_by_text(answer, exact=True))
        self.waits_until_written_down()

    def question(self, question: str) -> Locator:
        return self.page.get_by_role("group", name=question)

    def tick(self, label: str) -> None:
        self.tap_on(self.page.get_by_label(label))
        self.waits_until_written_down()

    def write(self, label: str, text: str) -> None:
        """Tap into a field and type."""
        self.page.get_by_label(label).first.fill(text)
        self.taps += 1
        self.waits_until_written_down()

    def go(self, name: str) -> None:
        """By the bar at the bottom, which then says that this is where one is."""
        link = self.page.get_by_role("navigation").get_by_role("link", name=name)
        self.tap_on(link)
        expect(link).to_have_attribute("aria-current", "page")

    def dial(self, name: str | re.Pattern[str], within: Locator | None = None) -> str:
        """Tap a number; what the dialler was given comes back. Nothing is asked before that."""
        link = (within or self.page.locator("body")).get_by_role("link", name=name).first
        expect(link).to_be_visible()
        self.waits_until_quiet()
        before = len(self.asked)
        with self.page.expect_request(lambda request: request.url.startswith("tel:")) as dialled:
            self.tap_on(link)
        assert self.asked[before] == dialled.value.url, self.asked[before:]
        self.waits_until(lambda: self.dialled[-1:] == [dialled.value.url])
        self.waits_until_written_down()
        return dialled.value.url

    def dial_999(self) -> str:
        """By the button that is on every page."""
        return self.dial("999 (demo)")

    def dial_police(self) -> str:
        """By the button that is on every page of a phone that has been enrolled."""
        return self.dial("Police")

    @contextmanager
    def counting_taps(self, most: int) -> Iterator[None]:
        """What is done inside takes `most` taps or fewer."""
        before = self.taps
        yield
        assert self.taps - before <= most, f"{self.taps - before} taps, at most {most}"

    # What is to be read

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def does_not_see(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text)).to_have_count(0)

    def heading(self, text: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text)

    def waits_until_written_down(self) -> None:
        """Each field is written as it is typed, sooner than a hand can do the next thing."""
        self.page.evaluate(WRITTEN_DOWN)

    def waits_until_all_is_sent(self, timeout: float = 60_000) -> None:
        """The words may still stand from before the last tap: first the app has its say."""
        self.waits_until_written_down()
        self.waits_until_quiet()
        expect(self.page.get_by_text(EVERYTHING_SENT).first).to_be_visible(timeout=timeout)

    def waits_until(self, is_so: Callable[[], bool], seconds: float = 60) -> None:
        """While the page goes on living."""
        until, pause = time.monotonic() + seconds, 50.0
        while not is_so():
            assert time.monotonic() < until, "waited in vain"
            self.page.wait_for_timeout(pause)
            pause = min(pause * 1.5, 300)

    def waits_until_quiet(self) -> None:
        """Until the app has asked for nothing for a while."""
        known = -1
        while known != len(self.asked):
            known = len(self.asked)
            self.page.wait_for_timeout(400)

    @property
    def profile(self) -> Path:
        """Where the browser keeps what it keeps."""
        return self.folder / "profile"

    @property
    def dialled(self) -> list[str]:
        """All that the dialler of this phone was ever given."""
        return (self.folder / "dialled").read_text().split()

    @property
    def calls(self) -> list[str]:
        """Every number on the screen that one tap dials."""
        found: list[str] = self.page.evaluate(CALLS)
        return found
