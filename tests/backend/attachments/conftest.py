"""A family's file is open, and its worker has a phone."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.sync_api.lanes import write_queue
from tests.backend.attachments.album import Sender, open_file
from tests.backend.sync_api.shelves import Phone


@pytest.fixture
def phones(app: Flask, client: FlaskClient) -> Iterator[dict[str, Phone]]:
    yield open_file(client)
    write_queue().close()


@pytest.fixture
def sender(phones: dict[str, Phone]) -> Sender:
    """The worker."""
    return Sender(phones["worker"])
