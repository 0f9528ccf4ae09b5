"""Tests of the letterbox start from an application that keeps things on shelves, and one phone."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend import create_app
from backend.config import Config
from backend.database import db
from backend.sync_api.lanes import write_queue
from tests.backend.letterbox.phone import SealingPhone, make_sealing_phone
from tests.backend.sync_api.shelves import open_shelves


@pytest.fixture
def app(config: Config) -> Iterator[Flask]:
    """Things on shelves, behind the real door."""
    app = open_shelves(create_app(config))
    with app.app_context():
        yield app
        write_queue().close()
        db.engine.dispose()


@pytest.fixture
def phone(client: FlaskClient, config: Config) -> SealingPhone:
    """Somebody's phone, unlocked, whose key the server knows."""
    return make_sealing_phone(client, config)


@pytest.fixture
def council_app(config: Config) -> Iterator[Flask]:
    """The real product."""
    app = create_app(config)
    with app.app_context():
        yield app
        write_queue().close()
        db.engine.dispose()
