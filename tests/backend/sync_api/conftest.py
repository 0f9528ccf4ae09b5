"""Tests of the sync door start from an application that keeps things on shelves, and one phone."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend import create_app
from backend.config import Config
from backend.database import db
from backend.sync_api.lanes import write_queue
from tests.backend.sync_api.shelves import Phone, make_phone, open_shelves


@pytest.fixture
def app(config: Config) -> Iterator[Flask]:
    """Things on shelves, behind the real door."""
    app = open_shelves(create_app(config))
    with app.app_context():
        yield app
        write_queue().close()
        db.engine.dispose()


@pytest.fixture
def phone(client: FlaskClient) -> Phone:
    """Somebody's phone."""
    return make_phone(client)
