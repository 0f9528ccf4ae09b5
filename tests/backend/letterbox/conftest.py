"""Tests of the letterbox start from an application that keeps things on shelves, and one phone."""

import pytest
from flask.testing import FlaskClient

from backend.config import Config
from tests.backend.letterbox.phone import SealingPhone, make_sealing_phone
from tests.backend.sync_api.conftest import app

__all__ = ["app"]


@pytest.fixture
def phone(client: FlaskClient, config: Config) -> SealingPhone:
    """Somebody's phone, unlocked, whose key the server knows."""
    return make_sealing_phone(client, config)
