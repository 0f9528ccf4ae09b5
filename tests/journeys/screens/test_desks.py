"""The desk of each role on a believable day, and the page on which it does its part."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import visiting
from tests.journeys.desk import find_person
from tests.journeys.screens.album import ASKED_FOR, PHONE, Album
from tests.journeys.screens.test_guide import take
from tests.journeys.seeded import make_town
from tests.journeys.town import Town


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a day of requests in every area, made once."""
    folder = tmp_path_factory.mktemp("day") / "town"
    folder.mkdir()
    town = make_town(folder)
    try:
        town.command("demo", "--only-prepare", "--with-day")
    finally:
        town.close()
    return folder


@pytest.fixture
def town(day: Path, tmp_path: Path) -> Iterator[Town]:
    """A copy of it."""
    folder = tmp_path / "town"
    shutil.copytree(day, folder)
    made = make_town(folder)
    try:
        made.start()
        yield made
    finally:
        made.close()


class AtTheDesk:
    """One person's desk, and what they open from it."""

    def __init__(self, album: Album, town: Town, role: str, area: str) -> None:
        self.album, self.name = album, f"desk-{role}"
        visiting.sign_in(album.phone, find_person(town.inside, role, area))
        album.phone.go("Requests")
        album.phone.heading("Requests")
        album.phone.sees("Last contact")

    def keep(self) -> None:
        """The desk as it stands, and its picture for the guide."""
        self.album.keep(self.name)
        if ASKED_FOR:
            take(self.album, self.name)

    def moves_by_keyboard(self, column: str) -> None:
        """Down and up its rows, by the arrow keys, from the first."""
        rows = self.album.phone.page.get_by_role("region", name=column).get_by_role("link")
        rows.first.focus()
        rows.first.press("ArrowDown")
        expect(rows.nth(1)).to_be_focused()
        rows.nth(1).press("End")
        expect(rows.last).to_be_focused()
        rows.last.press("Home")
        expect(rows.first).to_be_focused()

    def open(self, column: str, name: str) -> None:
        """The first of a column."""
        phone = self.album.phone
        phone.page.set_viewport_size(PHONE.size)
        rows = phone.page.get_by_role("region", name=column).get_by_role("listitem")
        phone.tap_on(rows.first)
        phone.heading("-")
        self.album.keep(f"{self.name}-{name}")


def test_business_support_books(album: Album, town: Town) -> None:
    """W-20: what is to be booked, and the booking."""
    desk = AtTheDesk(album, town, "business_support", "wirral")
    desk.keep()
    desk.moves_by_keyboard("To book")
    desk.open("To book", "book")
    album.phone.tap("Book and invite")
    album.keep("desk-business_support-book-errors")


def test_a_sergeant_reads_a_shared_list_by_council(album: Album, town: Town) -> None:
    """S-15, S-16, S-18."""
    desk = AtTheDesk(album, town, "police_sergeant", "sandwell_dudley_walsall")
    desk.keep()
    album.phone.page.get_by_label("Council").select_option("Dudley")
    album.keep("desk-police_sergeant-dudley")
    album.phone.page.get_by_label("Council").select_option("")
    desk.open("Urgent and crime-related", "contact")


def test_a_delegated_officer_has_what_was_given_to_them(album: Album, town: Town) -> None:
    """S-17, S-18."""
    desk = AtTheDesk(album, town, "police_delegated_officer", "sandwell_dudley_walsall")
    desk.keep()


def test_health_replies(album: Album, town: Town) -> None:
    """W-22, W-23."""
    desk = AtTheDesk(album, town, "health", "northamptonshire")
    desk.keep()
    desk.open("Waiting for your reply", "reply")


def test_the_head_of_service_has_what_was_escalated(album: Album, town: Town) -> None:
    """S-14."""
    desk = AtTheDesk(album, town, "head_of_service", "sandwell_dudley_walsall")
    desk.keep()
    desk.open("Escalated to you", "escalated")


def test_a_team_managers_desk(album: Album, town: Town) -> None:
    """S-13: what waits for the manager; N-39: how to join, after a look at what it is called."""
    desk = AtTheDesk(album, town, "team_manager", "northamptonshire")
    desk.keep()
    desk.open("Time confirmed", "join")
    album.phone.sees("How to join")
    album.phone.write("Type what it is called", "Another discussion")
    album.phone.tap("Show how to join")
    album.phone.sees(re.compile("That is not what this discussion is called|It is not shown now"))
