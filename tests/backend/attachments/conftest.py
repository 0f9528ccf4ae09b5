"""A family's file is open, and its worker has a phone."""

import pytest
from flask.testing import FlaskClient

from tests.backend.attachments.album import Sender, open_file
from tests.backend.sync_api.shelves import Phone


@pytest.fixture
def phones(client: FlaskClient) -> dict[str, Phone]:
    return open_file(client)


@pytest.fixture
def sender(phones: dict[str, Phone]) -> Sender:
    """The worker."""
    return Sender(phones["worker"])
