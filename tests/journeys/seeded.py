"""What each journey starts from: the demo's families, and phones that were signed in on before."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Playwright

from tests.journeys import visiting
from tests.journeys.desk import Person, find_person
from tests.journeys.in_the_page import A_SLOW_PHONE
from tests.journeys.phone import Phone
from tests.journeys.town import Town

ENROLLED = ("social_worker", "team_manager")


class Seeded:
    """A database in which these two have a phone each, and all that lies on those phones.

    Each journey has a copy of both, so no phone meets a server that has heard of it from another.
    """

    def __init__(self, folder: Path, playwright: Playwright) -> None:
        self._folder = folder
        self._enrolled: dict[str, Path] = {}
        (folder / "town").mkdir()
        town = make_town(folder / "town")
        self._address = town.address
        try:
            town.prepare()
            town.start()
            for role in ENROLLED:
                self._enrol(Phone(playwright, folder / role, town), find_person(town.inside, role))
            town.stop()
        finally:
            town.close()

    def _enrol(self, phone: Phone, person: Person) -> None:
        phone.context.add_init_script(A_SLOW_PHONE)
        visiting.sign_in(phone, person)
        phone.switch_off()
        self._enrolled[person.email] = phone.folder

    @contextmanager
    def town(self, folder: Path, **settings: str) -> Iterator[Town]:
        """One that has been like this for a while, in a folder of its own."""
        shutil.copytree(self._folder / "town", folder)
        town = make_town(folder, **settings)
        try:
            if town.address == self._address:
                town.enrolled = dict(self._enrolled)
            town.start()
            yield town
        finally:
            town.close()


def make_town(folder: Path, **settings: str) -> Town:
    """On SQLite, in this folder."""
    return Town(folder, f"sqlite:///{folder / 'doorstep.sqlite'}", 1, **settings)
