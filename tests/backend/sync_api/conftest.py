"""Tests of the sync door start from an application that keeps things on shelves, and one phone."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.backend.sync_api.shelves import Phone, make_phone, open_shelves


@pytest.fixture
def app(council_app: Flask) -> Flask:
    """Things on shelves, behind the real door."""
    return open_shelves(council_app)


@pytest.fixture
def phone(client: FlaskClient) -> Phone:
    """Somebody's phone."""
    return make_phone(client)
