"""A browser that behaves like a phone's, a council's server, and the phones of its people."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Playwright

from tests.databases import drop_database, make_empty_database
from tests.journeys.chromium import launch_options
from tests.journeys.phone import Phone
from tests.journeys.seeded import Seeded
from tests.journeys.town import ROOT, Town


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """For pytest-playwright's own `browser`."""
    return {**browser_type_launch_args, **launch_options()}


@pytest.fixture(scope="session", autouse=True)
def built_pages() -> None:
    """The journeys walk through the built app."""
    if not (ROOT / "pwa" / "dist" / "index.html").exists():
        pytest.fail("pwa/dist is not built: run `make test`, or `python3 -m tools.prepare test`")


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory, playwright: Playwright) -> Seeded:
    """The demo's database and two of its people's phones, made once and copied for each journey."""
    return Seeded(tmp_path_factory.mktemp("seeded"), playwright)


@pytest.fixture
def town(seeded: Seeded, tmp_path: Path) -> Iterator[Town]:
    """A server of its own for each journey, on SQLite, with the demo families."""
    with seeded.town(tmp_path / "town") as town:
        yield town


@pytest.fixture
def town_on_postgres(tmp_path: Path) -> Iterator[Town]:
    """The same on PostgreSQL."""
    url = make_empty_database("postgresql", tmp_path)
    made = Town(tmp_path, url)
    try:
        made.prepare()
        made.start()
        yield made
    finally:
        made.close()
        drop_database(url)


@pytest.fixture
def buy_phone(playwright: Playwright, tmp_path: Path) -> Iterator[Callable[..., Phone]]:
    """Phones for the people of a journey."""
    phones: list[Phone] = []

    def buy(town: Town, **settings: Any) -> Phone:
        folder = tmp_path / f"phone-{len(phones)}"
        phones.append(Phone(playwright, folder, town, **settings))
        return phones[-1]

    yield buy
    for phone in phones:
        phone.switch_off()


NEVER_TWICE = "test_table_of_faults"
"""A record that is lost once in so many times is what these look for."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything below this folder walks in a browser; what fails is tried once more, and told."""
    here = os.path.dirname(__file__)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.timeout(300))
            if not item.path.name.startswith(NEVER_TWICE):
                item.add_marker(pytest.mark.flaky(reruns=1))
