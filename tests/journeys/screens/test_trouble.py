"""What the pages say when something is wrong: with the phone, the network or the server."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.faults.fates import Rule, answers
from tests.journeys import visiting
from tests.journeys.desk import find_person
from tests.journeys.phone import Phone
from tests.journeys.screens.album import PHONE, Album
from tests.journeys.seeded import Seeded
from tests.journeys.town import ROOT, Town

FAMILY = "Fourways"
SESSION_ENDED = answers(401, b'{"code": "session-ended", "message": "Sign in again."}')
PORTAL = answers(200, b"<h1>Welcome to our wifi</h1>", "text/html")
BROKEN = answers(500, b"", "text/html")
NEWER_PROTOCOL = answers(200, b'{"protocol": 2}')
NO_DATABASE = "indexedDB.open = () => { throw new DOMException('No', 'UnknownError'); };"


def test_an_urgent_request_left_on_the_phone(album: Album, town: Town) -> None:
    album.sign_in(town, "social_worker")
    phone = album.phone
    phone.lose_signal()
    visiting.raise_urgent_request(phone, FAMILY, "Amber", "A bruise.", "07700 900123")
    phone.heading("Strategy request")
    album.visit("/you", "sign-out-unsent")
    phone.tap("Sign out and leave it unsent")
    album.keep("sign-out-sure")
    phone.tap("Yes, sign out")
    phone.heading("Sign in")
    album.keep("sign-in-left-unsent")
    phone.find_signal()
    album.sign_in(town, "business_support")
    album.keep("today-left-unsent")


def test_a_change_left_on_the_phone(album: Album, town: Town) -> None:
    album.sign_in(town, "social_worker")
    album.phone.lose_signal()
    visiting.write_note(album.phone, FAMILY, "Nobody has this yet.")
    album.keep("family-note-waiting")
    album.visit("/you", "you-waiting")
    visiting.sign_out(album.phone)
    album.keep("sign-in-left-change")


def test_a_phone_with_no_room(album: Album, town: Town) -> None:
    album.sign_in(town, "social_worker")
    visiting.begin_note(album.phone, FAMILY, "Typed")
    album.phone.fill_up_the_disk()
    album.phone.write("Note", "Typed on a full phone")
    album.phone.tap("Save")
    banner = album.phone.page.get_by_text("This phone could not save. Do not close")
    expect(banner).to_be_in_viewport()
    album.phone.sees("NOT SAVED")
    album.keep("no-room")


def test_a_clock_that_is_fast(album: Album, town: Town) -> None:
    album.phone.page.clock.install(time=datetime.now(UTC) + timedelta(hours=3))
    album.sign_in(town, "social_worker")
    album.phone.sees("This phone's clock is")
    album.keep("clock-fast")


def test_a_sign_in_that_has_ended(album: Album, town: Town) -> None:
    album.sign_in(town, "social_worker")
    town.network.rule = SESSION_ENDED
    album.phone.kill_and_reopen()
    album.phone.sees("Sign in to send and receive")
    album.keep("sign-in-ended")
    album.visit("/sign-in", "sign-in-again")


@pytest.mark.parametrize(
    ("rule", "says", "name"),
    [
        (PORTAL, "This Wi-Fi asks", "outbox-wifi"),
        (NEWER_PROTOCOL, "too old", "outbox-too-old"),
    ],
    ids=["wifi", "too-old"],
)
def test_answers_that_are_not_for_this_app(
    album: Album, town: Town, rule: Rule, says: str, name: str
) -> None:
    album.sign_in(town, "social_worker")
    town.network.rule = rule
    visiting.write_note(album.phone, FAMILY, "Nobody has this yet.")
    album.phone.go("Outbox")
    album.phone.sees(says)
    album.keep(name)


def test_before_the_first_copy_has_come(album: Album, town: Town) -> None:
    phone = album.phone
    phone.open()
    phone.sees("Northamptonshire")
    town.network.rule = BROKEN
    visiting.choose_person(phone, find_person(town.inside, "social_worker"))
    phone.give_pin()
    phone.sees("Not all are here yet")
    phone.does_not_see("No visits are planned for today.")
    album.keep("today-first-copy")
    album.visit("/families", "families-first-copy")


def test_a_phone_that_cannot_open_its_storage(album: Album) -> None:
    album.phone.page.add_init_script(NO_DATABASE)
    album.phone.open()
    album.phone.heading("Sign in")
    album.phone.sees("This phone could not save")
    assert album.phone.calls[:2] == ["tel:+441632960999", "tel:+441632960101"]


def test_an_address_that_the_server_does_not_have(album: Album) -> None:
    album.phone.open("/assets/nothing-here")
    album.keep("server-not-found")


@pytest.fixture
def own_town(seeded: Seeded, tmp_path: Path) -> Iterator[Town]:
    """With an app that the test may change."""
    pages = tmp_path / "pages"
    shutil.copytree(ROOT / "pwa" / "dist", pages)
    with seeded.town(tmp_path / "town", DOORSTEP_APP_FOLDER=str(pages)) as town:
        yield town


def test_a_new_version_of_the_app(
    own_town: Town, buy_phone: Callable[..., Phone], tmp_path: Path
) -> None:
    album = Album(buy_phone(own_town, viewport=PHONE.size))
    album.sign_in(own_town, "social_worker")
    with (tmp_path / "pages" / "sw.js").open("a") as worker:
        worker.write("// A later release.")
    album.phone.kill_and_reopen()
    album.phone.sees("A new version of Doorstep is ready")
    album.keep("new-version")
