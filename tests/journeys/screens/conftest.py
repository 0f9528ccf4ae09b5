"""One server for all pictures: the screens only look, or add what the next look does not mind."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

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
