"""The pictures of docs/guide and the README: what a phone shows at once, in daylight."""

from pathlib import Path

import pytest

from tests.journeys import visiting
from tests.journeys.screens.album import ASKED_FOR, PICTURES, Album
from tests.journeys.town import Town

GUIDE = PICTURES / "guide"

pytestmark = pytest.mark.skipif(not ASKED_FOR, reason="pictures are drawn when asked for")
"""Nothing else is asserted here: every screen of these walks is looked at in the other files."""


def take(album: Album, name: str) -> Path:
    """As much as the phone shows, from the top, with nothing under a finger."""
    GUIDE.mkdir(parents=True, exist_ok=True)
    page = album.phone.page
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator("h1").wait_for()
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(250)
    path = GUIDE / f"{name}-360-light.png"
    page.screenshot(path=path)
    assert album.phone.broken == [], name
    return path


def test_the_guide_for_a_social_worker(album: Album, town: Town) -> None:
    album.sign_in(town, "social_worker")
    phone = album.phone
    take(album, "today")
    phone.go("Urgent")
    take(album, "urgent")
    visiting.open_family(phone, "Careful")
    take(album, "family")
    visiting.start_visit(phone, "Fourways")
    visiting.open_check(phone, "Amber")
    phone.choose("Was Amber seen?", "Seen alone")
    take(album, "check")
    phone.lose_signal()
    visiting.write_note(phone, "Fourways", "The school rang.")
    phone.go("Outbox")
    take(album, "outbox")


def test_the_guide_for_a_desk(album: Album, town: Town) -> None:
    album.sign_in(town, "team_manager")
    album.phone.go("Requests")
    take(album, "requests")
    album.phone.page.locator("main a[href^='#/requests/']").first.tap()
    take(album, "request")
