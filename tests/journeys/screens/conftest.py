"""One server for all pictures: the screens only look, or add what the next look does not mind."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.fates import clear
from tests.journeys.phone import Phone
from tests.journeys.screens.album import PHONE, Album
from tests.journeys.town import Town


@pytest.fixture(scope="module")
def town(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """With the demo families, on SQLite."""
    folder = tmp_path_factory.mktemp("pictures") / "town"
    shutil.copytree(seeded, folder)
    made = Town(folder, f"sqlite:///{folder / 'doorstep.sqlite'}")
    made.start()
    yield made
    made.close()


@pytest.fixture
def album(town: Town, buy_phone: Callable[..., Phone]) -> Iterator[Album]:
    """A new phone; the network is well again when it is put down."""
    yield Album(buy_phone(town, viewport=PHONE.size))
    town.network.rule = clear
