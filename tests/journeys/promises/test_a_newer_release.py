"""Promise 2 while the app is exchanged: a newer release is wanted, and comes amid a form."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import visiting
from tests.journeys.calling import NINE, police_number_now
from tests.journeys.day import begin_day
from tests.journeys.desk import Desk
from tests.journeys.phone import UNLOCK, Phone
from tests.journeys.seeded import Seeded
from tests.journeys.town import ROOT, Town
from tools.node_packages import node_home

BuyPhone = Callable[..., Phone]
WANTED = "99.0"
TOO_OLD = "This version of Doorstep is too old"
HALF = "Typed while the release was changed"
LOOK_FOR_NEWS = "navigator.serviceWorker.getRegistration().then((one) => one.update())"
IT_WAITS = "navigator.serviceWorker.getRegistration().then((one) => Boolean(one.waiting))"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """The app as the server sends it."""
    return Path(shutil.copytree(ROOT / "pwa" / "dist", tmp_path / "pages"))


@pytest.fixture
def strict_town(seeded: Seeded, tmp_path: Path, pages: Path) -> Iterator[Town]:
    """It wants a release that it does not send yet."""
    settings = {"DOORSTEP_APP_FOLDER": str(pages), "DOORSTEP_MINIMUM_RELEASE": WANTED}
    with seeded.town(tmp_path / "strict", **settings) as town:
        yield town


def build(release: str, pages: Path) -> None:
    """Another build of the app, of this release, in place of what was sent so far."""
    made = pages.with_name("newer")
    node, vite = node_home() / "bin" / "node", ROOT / "pwa/node_modules/vite/bin/vite.js"
    command = [str(node), str(vite), "build", "--outDir", str(made), "--logLevel", "error"]
    settings = {**os.environ, "DOORSTEP_RELEASE": release}
    subprocess.run(command, cwd=ROOT / "pwa", env=settings, check=True, timeout=240)
    shutil.copytree(made, pages, dirs_exist_ok=True)


def said_by_phones(town: Town) -> set[str]:
    """Of which release they are."""
    return {one.headers.get("doorstep-release", "") for one in town.network.seen}


def test_a_release_that_the_server_wants_no_more_calls_and_sends_until_the_next_has_come(
    strict_town: Town, pages: Path, buy_phone: BuyPhone
) -> None:
    day = begin_day(strict_town, buy_phone(strict_town))
    phone, police = day.phone, police_number_now(strict_town, day.worker)
    phone.sees(TOO_OLD)
    assert phone.dial_999() == NINE
    assert phone.dial_police() == police
    visiting.write_note(phone, day.family, "Written on the old one")
    phone.waits_until_all_is_sent()
    notes = Desk(strict_town.inside, day.worker).records("note")
    assert [one["fields"]["text"] for one in notes].count("Written on the old one") == 1

    visiting.begin_note(phone, day.family, HALF)
    build(WANTED, pages)
    phone.page.evaluate(LOOK_FOR_NEWS)
    phone.waits_until(lambda: bool(phone.page.evaluate(IT_WAITS)))
    expect(phone.page.get_by_label("Note").first).to_have_value(HALF)
    phone.does_not_see("A new version of Doorstep")

    lock_up(phone)
    phone.waits_until(lambda: WANTED in said_by_phones(strict_town))
    phone.give_pin()
    phone.does_not_see(TOO_OLD)
    visiting.open_family(phone, day.family)
    expect(phone.page.get_by_label("Note").first).to_have_value(HALF)
    phone.tap("Save")
    phone.waits_until_all_is_sent()
    phone.sees(HALF)


def lock_up(phone: Phone) -> None:
    """As whoever puts the phone away: the new release is taken then, and the page begins anew."""
    phone.page.evaluate("location.hash = '#/you'")
    phone.tap("Lock now")
    phone.heading(UNLOCK)
