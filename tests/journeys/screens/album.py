"""Every screen in every look: axe, width, titles, calls, targets; a picture where asked for."""

import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import ViewportSize

from tests.journeys import visiting
from tests.journeys.desk import Person, find_person
from tests.journeys.phone import Phone
from tests.journeys.town import ROOT, Town

PICTURES = ROOT / "var" / "pictures"
ASKED_FOR = "DOORSTEP_TEST_PICTURES" in os.environ
"""To draw and pack them takes as long as all that is asserted: they are for somebody who looks."""

AXE = ROOT / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = """
(options) => axe.run(document, { resultTypes: ['violations'], ...options }).then((found) =>
  found.violations.map(
    (one) => ({ rule: one.id, where: one.nodes.map((node) => node.html.slice(0, 200)) })))
"""
ONLY_COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""All that light and dark can make a difference to."""

DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
TOO_WIDE = "Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"
SMALL_TARGETS = """
[...document.querySelectorAll('a, button, summary, label.ds-choice, input:not(.ds-choice__input)')]
  .filter((one) => one.checkVisibility() && !one.closest('.govuk-skip-link'))
  .map((one) => ({ box: one.getBoundingClientRect(), what: one.outerHTML.slice(0, 120) }))
  .filter(({ box }) => box.height > 0 && box.height < 43.5)
  .map(({ box, what }) => `${Math.round(box.height)} px: ${what}`)
"""


@dataclass(frozen=True)
class Look:
    """How wide the screen is, and whether it is dark."""

    width: int
    scheme: Literal["light", "dark"]

    @property
    def size(self) -> ViewportSize:
        """Of the part that is seen without scrolling."""
        return {"width": self.width, "height": 780 if self.width < 800 else 900}

    @property
    def is_second(self) -> bool:
        """The other one of its width has been looked at: now only colours differ."""
        return self.scheme == "light"

    @property
    def name(self) -> str:
        """As pictures are named."""
        return f"{self.width}-{self.scheme}"


PHONE = Look(360, "light")
LOOKS = (Look(1280, "dark"), Look(1280, "light"), Look(360, "dark"), PHONE)
"""A walk is on a phone in daylight, so that look comes last."""


class Album:
    """The pictures of one walk."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone

    def sign_in(self, town: Town, role: str) -> Person:
        """As the one who plays this role in Wirral."""
        person = find_person(town.inside, role)
        visiting.sign_in(self.phone, person)
        return person

    def keep(self, name: str) -> None:
        """The screen as it stands, once it has come to rest, in every look."""
        self.phone.page.locator("h1").wait_for()
        self.phone.page.wait_for_timeout(250)
        for look in LOOKS:
            self._look(look)
            if ASKED_FOR:
                self._picture(f"{name}-{look.name}")
            self._check(f"{name}-{look.name}", ONLY_COLOURS if look.is_second else {})

    def _look(self, look: Look) -> None:
        page = self.phone.page
        if page.viewport_size != look.size:
            page.set_viewport_size(look.size)
        page.emulate_media(color_scheme=look.scheme)
        page.evaluate("scrollTo(0, 0)")
        page.evaluate(DRAWN)

    def _picture(self, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        path = PICTURES / f"{name}.png"
        self.phone.page.screenshot(path=path, full_page=True, caret="initial")

    def _check(self, name: str, axe_options: dict[str, Any]) -> None:
        page = self.phone.page
        assert self.phone.broken == [], name
        if not page.evaluate("'axe' in window"):
            page.evaluate(axe())
        self._finds_nothing(name, "axe", RUN_AXE, axe_options)
        self._finds_nothing(name, "too wide", TOO_WIDE)
        self._finds_nothing(name, "small targets", SMALL_TARGETS)
        self._check_calls(name)

    def visit(self, where: str, name: str) -> None:
        """Go there, and keep it."""
        self.phone.page.goto(f"{self.phone.address}/#{where}")
        self.keep(name)

    def link(self, start: str) -> str:
        """Where the first link of this kind on the screen leads."""
        href = self.phone.page.locator(f"main a[href^='#{start}']").first.get_attribute("href")
        assert href is not None, start
        return href.removeprefix("#")

    def _finds_nothing(self, name: str, what: str, script: str, options: Any = None) -> None:
        found = self.phone.page.evaluate(script, options)
        assert not found, f"{name}: {what}: {found}"

    def _check_calls(self, name: str) -> None:
        """Promise 1, as a picture shows it: 999 and a police number stand on every screen."""
        numbers = self.phone.calls
        assert len(numbers) >= 2, (name, numbers)
        assert numbers[0] == "tel:+441632960999", (name, numbers)


@cache
def axe() -> str:
    """The source of axe-core: a script tag would be blocked by the page's own policy."""
    source = Path(AXE).read_text(encoding="utf-8")
    return source + ";" + f"axe.configure({json.dumps({'allowedOrigins': ['<same_origin>']})})"
