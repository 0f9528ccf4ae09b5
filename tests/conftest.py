"""What tests of the server start from: an application on each database, and nothing in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend import create_app
from backend.config import Config
from backend.database import db
from backend.sync_api.lanes import write_queue
from tests.databases import KINDS, hand_back_database, make_config, make_database


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--vectors=FILE`: other worked cases of the areas' rules than the repository's own."""
    parser.addoption("--vectors", metavar="FILE", help="a file of cases for the areas' rules")


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with every table and no row, of each kind in turn."""
    url = make_database(request.param, tmp_path)
    yield url
    hand_back_database(url)


@pytest.fixture
def config(database_url: str, tmp_path: Path) -> Config:
    """How the application of this test is set; override it in a file that needs another."""
    return make_config(database_url, tmp_path)


@pytest.fixture
def council_app(config: Config) -> Iterator[Flask]:
    """The real product, with its context open."""
    app = create_app(config)
    with app.app_context():
        yield app
        write_queue().close()
        db.engine.dispose()


@pytest.fixture
def app(council_app: Flask) -> Flask:
    """The application; a folder may put another product behind the same doors."""
    return council_app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody's browser."""
    return app.test_client()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The journeys, which take longest, begin first: what is short fills the time beside them."""
    items.sort(key=lambda item: "journeys" not in item.path.parts)
